namespace PayFunctions.Core.Failures;

/// <summary>Where a call broke: each cause has a patience of its own.</summary>
public enum FailureCause
{
    /// <summary>No connection, no answer in time, or none that can be trusted.</summary>
    Connection,

    /// <summary>The provider's rules say no, now or for good.</summary>
    Refusal,

    /// <summary>The provider, or a bank behind it, does not work as it should.</summary>
    System,
}
