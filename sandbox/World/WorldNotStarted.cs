namespace PayFunctions.Sandbox.World;

/// <summary>A part of the world could not be started; the message says which, why and what to do.</summary>
public sealed class WorldNotStarted(string message, Exception cause) : Exception(message, cause);
