using System.Buffers.Text;
using System.Text;

namespace Azure.Data.Tables.Wire;

/// <summary>Reads the answers out of a transaction's multipart body, in the order of its actions.</summary>
/// <remarks>
/// The bodies are JSON or XML, neither of which has a line that begins with two hyphens: such a line ends a part,
/// whatever the boundary's name.
/// </remarks>
internal ref struct BatchResponse
{
    private ReadOnlySpan<byte> _rest;

    private BatchResponse(ReadOnlySpan<byte> body) => _rest = body;

    /// <exception cref="TableTransactionFailedException">An action was refused, and so nothing was done.</exception>
    internal static IReadOnlyList<Response> Read(Response response, int expected)
    {
        var parts = new List<Response>(expected);
        var reader = new BatchResponse(response.Content.ToMemory().Span);
        while (reader.Next() is { } part)
        {
            if (part.Status >= 400) throw Refused(part);
            parts.Add(part);
        }

        return parts;
    }

    private static TableTransactionFailedException Refused(PartResponse part) =>
        new(new RequestFailedException(part, null, ServiceErrors.Instance));

    private PartResponse? Next()
    {
        while (!_rest.IsEmpty)
        {
            var line = ReadLine();
            if (line.StartsWith("HTTP/1."u8)) return ReadPart(line);
        }

        return null;
    }

    private PartResponse ReadPart(ReadOnlySpan<byte> statusLine)
    {
        var words = statusLine[(statusLine.IndexOf((byte)' ') + 1)..];
        if (!Utf8Parser.TryParse(words, out int status, out var digits))
            throw new FormatException("A transaction's answer has a part without a status.");

        var part = new PartResponse(status, Text(words[digits..]));
        for (var line = ReadLine(); !line.IsEmpty; line = ReadLine())
        {
            var colon = line.IndexOf((byte)':');
            if (colon > 0) part.Add(Text(line[..colon]), Text(line[(colon + 1)..]));
        }

        part.Fill(ReadBody());
        return part;
    }

    private ReadOnlySpan<byte> ReadBody()
    {
        var start = _rest;
        while (!_rest.IsEmpty && !_rest.StartsWith("--"u8)) ReadLine();
        return start[..(start.Length - _rest.Length)].Trim("\r\n"u8);
    }

    private ReadOnlySpan<byte> ReadLine()
    {
        var end = _rest.IndexOf((byte)'\n');
        var line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.Trim((byte)' '));
}
