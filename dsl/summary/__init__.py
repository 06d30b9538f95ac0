"""What a model is made of, as `dotmodel summary` tells it: an outline of the graph, and what each part costs."""
