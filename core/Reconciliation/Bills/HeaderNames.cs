using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>A header line's names, and what was asked of them in vain.</summary>
internal sealed class HeaderNames
{
    private readonly string[] _names;

    public HeaderNames(ReadOnlySpan<byte> line, byte separator, Encoding encoding)
    {
        var text = encoding.GetString(line).TrimEnd('\r', '\n');
        _names = text.Length == 0 ? [] : text.Split((char)separator).Select(Plain).ToArray();
    }

    public int Count => _names.Length;

    /// <summary>The first problem met; the bill is refused with it.</summary>
    public string? Problem { get; private set; }

    /// <summary>The column with one of these names, which the bill must have.</summary>
    public int Required(params ReadOnlySpan<string> names)
    {
        var column = Optional(names);
        if (column < 0) Problem ??= $"no column '{names[0]}'";
        return column;
    }

    /// <summary>The column with one of these names, or -1.</summary>
    public int Optional(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var column = Array.IndexOf(_names, name);
            if (column < 0) continue;
            if (Array.IndexOf(_names, name, column + 1) >= 0) Problem ??= $"two columns '{name}'";
            return column;
        }

        return -1;
    }

    /// <summary>Full-width brackets, quotes and blanks vary between editions.</summary>
    private static string Plain(string name) =>
        name.Trim().Trim('"', '`').Replace('（', '(').Replace('）', ')').Trim();
}
