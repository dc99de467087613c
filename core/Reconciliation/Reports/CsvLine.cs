using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>One buffer in which lines of CSV are put together and written out when it is full.</summary>
/// <remarks>
/// Its cells are not compiled into their caller, who writes 21 of them: that was nine times the code, and a quarter of the time in which a
/// run's fast code is compiled.
/// </remarks>
internal sealed class CsvLine(Stream to)
{
    private const int BufferSize = 64 << 10;
    private const int CellMax = 2 * Movement.TextLengthMax + 3;

    private const int SecondsOfDay = 86_400;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly byte[] _dayText = "0000-00-00T00:00:00Z"u8.ToArray();
    private long _day = -1;
    private int _length;
    private bool _isStarted;

    /// <summary>A text of somebody else's: quoted where CSV needs it, and never a formula to a spreadsheet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public void Text(ReadOnlySpan<byte> text)
    {
        var to = Cell();
        var isFormula = !text.IsEmpty && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r';
        if (!isFormula && !NeedsQuotes(text))
        {
            text.CopyTo(to);
            _length += text.Length;
            return;
        }

        Quote(text, isFormula);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Word(ReadOnlySpan<byte> word)
    {
        word.CopyTo(Cell());
        _length += word.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(long number)
    {
        Utf8Formatter.TryFormat(number, Cell(), out var written);
        _length += written;
    }

    /// <summary>The day of the line before is nearly always this one's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Instant(long seconds)
    {
        var (day, second) = Math.DivRem(seconds, SecondsOfDay);
        if (day != _day)
        {
            DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
                .TryFormat(_dayText, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            _day = day;
        }

        var to = Cell()[.._dayText.Length];
        _dayText.CopyTo(to);
        Two(to[11..], second / 3600);
        Two(to[14..], second / 60 % 60);
        Two(to[17..], second % 60);
        _length += _dayText.Length;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Cell()
    {
        if (_length + CellMax + 2 > BufferSize) Flush();
        if (_isStarted) _buffer[_length++] = (byte)',';
        _isStarted = true;
        return _buffer.AsSpan(_length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two(Span<byte> to, long number) => (to[0], to[1]) = ((byte)('0' + number / 10), (byte)('0' + number % 10));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NeedsQuotes(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            if (letter <= ',' && letter is (byte)',' or (byte)'"' or (byte)'\n' or (byte)'\r') return true;
        }

        return false;
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
