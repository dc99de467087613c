using System.Buffers.Text;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>One buffer in which lines of CSV are put together and written out when it is full.</summary>
internal sealed class CsvLine(Stream to)
{
    private const int BufferSize = 64 << 10;
    private const int CellMax = 2 * Movement.TextLengthMax + 3;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _length;
    private bool _isStarted;

    /// <summary>A text of somebody else's: quoted where CSV needs it, and never a formula to a spreadsheet.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        var to = Cell();
        var isFormula = !text.IsEmpty && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r';
        if (!isFormula && text.IndexOfAny(",\"\n\r"u8) < 0)
        {
            text.CopyTo(to);
            _length += text.Length;
            return;
        }

        Quote(text, isFormula);
    }

    public void Word(ReadOnlySpan<byte> word)
    {
        word.CopyTo(Cell());
        _length += word.Length;
    }

    public void Number(long number)
    {
        Utf8Formatter.TryFormat(number, Cell(), out var written);
        _length += written;
    }

    public void Instant(long seconds)
    {
        DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
            .TryFormat(Cell(), out var written, "yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        _length += written;
    }

    public void None() => Cell();

    public void End()
    {
        _buffer[_length++] = (byte)'\n';
        _isStarted = false;
    }

    public void Flush()
    {
        to.Write(_buffer, 0, _length);
        _length = 0;
    }

    private Span<byte> Cell()
    {
        if (_length + CellMax + 2 > BufferSize) Flush();
        if (_isStarted) _buffer[_length++] = (byte)',';
        _isStarted = true;
        return _buffer.AsSpan(_length);
    }

    private void Quote(ReadOnlySpan<byte> text, bool isFormula)
    {
        _buffer[_length++] = (byte)'"';
        if (isFormula) _buffer[_length++] = (byte)'\'';
        foreach (var letter in text)
        {
            if (letter == '"') _buffer[_length++] = (byte)'"';
            _buffer[_length++] = letter;
        }

        _buffer[_length++] = (byte)'"';
    }
}
