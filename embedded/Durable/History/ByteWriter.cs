using System.Buffers;
using System.Text;

namespace Microsoft.DurableTask.History;

/// <summary>Small numbers small, texts as UTF-8 with their length before them, null apart from empty.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    public void WriteByte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void WriteNumber(ulong number)
    {
        while (number >= 0x80)
        {
            WriteByte((byte)(number & 0x7F | 0x80));
            number >>= 7;
        }

        WriteByte((byte)number);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteNumber((ulong)bytes.Length);
        _bytes.Write(bytes);
    }

    public void WriteText(string? text)
    {
        if (text is null)
        {
            WriteByte(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        WriteNumber((ulong)length + 1);
        Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    public void WriteEvent(
        EventKind kind, int id = 0, long ticks = 0, string? name = null, string? payload = null, string? extra = null)
    {
        WriteByte((byte)kind);
        WriteNumber((ulong)id);
        WriteNumber((ulong)ticks);
        WriteText(name);
        WriteText(payload);
        WriteText(extra);
    }
}
