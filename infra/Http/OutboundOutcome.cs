namespace PayFunctions.Infra.Http;

/// <summary>How far a request got.</summary>
public enum OutboundOutcome
{
    /// <summary>It provably never reached the other side: no name, no connection, or not a byte of the body was
    /// written.</summary>
    NotSent,

    /// <summary>It may have been acted on; there is no answer that can be read.</summary>
    Unknown,

    /// <summary>There is an answer, of whatever status. Nobody has verified it yet.</summary>
    Answered,
}
