"""Who held the incidents, and what fell between the teams."""
