"""What is done with a trained model, in a process that has TensorFlow: evaluating, predicting, collecting a report."""
