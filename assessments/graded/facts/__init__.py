"""Plain data that the authoring room says downward."""
