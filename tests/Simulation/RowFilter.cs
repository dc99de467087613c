using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Simulation;

/// <summary>The filters that the stores send: comparisons of the two keys, joined by and, or and parentheses.</summary>
internal sealed partial class RowFilter
{
    private readonly string[] _words;
    private int _at;

    private RowFilter(string filter) => _words = [.. Word().Matches(filter).Select(match => match.Value)];

    public static Func<string, string, bool> Parse(string? filter)
    {
        if (filter is null) return (_, _) => true;
        var parser = new RowFilter(filter);
        var parsed = parser.Either();
        return parser._at == parser._words.Length ? parsed : throw new NotSupportedException($"A filter of another kind: {filter}");
    }

    private Func<string, string, bool> Either()
    {
        var left = Both();
        while (Takes("or"))
        {
            var (before, right) = (left, Both());
            left = (partition, row) => before(partition, row) || right(partition, row);
        }

        return left;
    }

    private Func<string, string, bool> Both()
    {
        var left = One();
        while (Takes("and"))
        {
            var (before, right) = (left, One());
            left = (partition, row) => before(partition, row) && right(partition, row);
        }

        return left;
    }

    private Func<string, string, bool> One()
    {
        if (Takes("("))
        {
            var inner = Either();
            return Takes(")") ? inner : throw new NotSupportedException("A parenthesis is not closed.");
        }

        var (column, comparison, literal) = (_words[_at++], _words[_at++], _words[_at++][1..^1].Replace("''", "'", StringComparison.Ordinal));
        return (partition, row) =>
        {
            var order = string.CompareOrdinal(column == "PartitionKey" ? partition : row, literal);
            return comparison switch
            {
                "eq" => order == 0,
                "ge" => order >= 0,
                "gt" => order > 0,
                "lt" => order < 0,
                "le" => order <= 0,
                _ => throw new NotSupportedException(comparison),
            };
        };
    }

    private bool Takes(string word)
    {
        if (_at >= _words.Length || _words[_at] != word) return false;
        _at++;
        return true;
    }

    [GeneratedRegex("'(?:[^']|'')*'|[()]|\\w+")]
    private static partial Regex Word();
}
