using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Contracts.Surface;

/// <summary>Brings the spellings of the lists to one: names without their namespaces, operators by method name.</summary>
internal static partial class Words
{
    public static string Normalize(string line)
    {
        line = Trailer().Replace(line, "");
        line = Qualifier().Replace(line, "");
        line = Token().Replace(line, "CancellationToken ");
        line = Operator().Replace(line, "$1 op_Implicit(");
        line = line.Replace("operator ==(", "op_Equality(", StringComparison.Ordinal)
            .Replace("operator !=(", "op_Inequality(", StringComparison.Ordinal);
        return Spaces().Replace(line, " ").Trim();
    }

    /// <summary>Members of an interface are public and abstract, whether that is written or not.</summary>
    public static string OfInterface(string member) =>
        member.Replace("public ", "", StringComparison.Ordinal).Replace("abstract ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\s*\[Obsolete[^\]]*\]\s*$")]
    private static partial Regex Trailer();

    [GeneratedRegex(@"\b([A-Za-z_]\w*\.)+(?=[A-Za-z_])")]
    private static partial Regex Qualifier();

    [GeneratedRegex(@"\bCT ")]
    private static partial Regex Token();

    [GeneratedRegex(@"implicit operator ([^(]+)\(")]
    private static partial Regex Operator();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
