namespace PayFunctions.Flows;

/// <summary>What became of a hint to an orchestration.</summary>
public enum Hinted
{
    Heard,

    /// <summary>The orchestration has ended: it hears no more.</summary>
    Ended,

    /// <summary>There is none: it was never started, or the engine's history was lost, or moved.</summary>
    Missing,

    /// <summary>The engine is away; come again.</summary>
    Failed,
}
