namespace PayFunctions.Infra.Apple;

/// <summary>Why a chain is not trusted.</summary>
internal enum ChainProblem
{
    /// <summary>The leaf is not marked as one for this purpose.</summary>
    LeafNotMarked,

    /// <summary>The intermediate is not marked as one for this purpose.</summary>
    IntermediateNotMarked,

    /// <summary>It does not lead to a trusted root, in that order and of those certificates.</summary>
    NotUnderTheRoot,
}

/// <param name="Problem">Null: it is trusted, at any time from <paramref name="From"/> to
/// <paramref name="Until"/>.</param>
internal readonly record struct ChainCheck(ChainProblem? Problem, DateTimeOffset From, DateTimeOffset Until)
{
    public static ChainCheck Wrong(ChainProblem problem) => new(problem, default, default);

    /// <summary>Whether all three certificates are in force then.</summary>
    public bool Holds(DateTimeOffset at) => Problem is null && at >= From && at <= Until;
}
