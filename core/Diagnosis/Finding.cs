namespace PayFunctions.Core.Diagnosis;

/// <summary>One sentence about an order, before it is said in a language.</summary>
/// <param name="Values">What its sentence names, in the order that <see cref="FindingKind"/> gives.</param>
public sealed record Finding(FindingKind Kind, FindingLevel Level, params IReadOnlyList<object> Values);

/// <summary>Whether somebody has to do something.</summary>
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Note,

    /// <summary>Worth a look; it may right itself.</summary>
    Warn,

    /// <summary>It stays so until somebody acts.</summary>
    Bad,
}
