using System.Buffers;
using System.Security.Cryptography;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Reads a file once, in blocks of whole lines, and knows of each where it stands.</summary>
internal sealed class LineBlocks(string name, Stream stream, BillExpectation expectation)
{
    private const int BufferSize = 256 << 10;
    private const int Room = LineCutter.Slack + 1; // One more for the line feed that a file's last line may lack.

    private readonly IncrementalHash? _hash = expectation.Hash?.Length switch
    {
        null => null,
        64 => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
        _ => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
    };
    private byte[] _rest = [];
    private long _offset;
    private long _line = 1;
    private bool _isAtEnd;

    /// <summary>Where and why reading stopped, when it did.</summary>
    public BillRefusal? Refusal { get; private set; }

    /// <summary>The number of the line after the last that was read.</summary>
    public long NextLine => _line;

    public LineBlock? Next()
    {
        if (_isAtEnd || Refusal is not null) return null;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        _rest.CopyTo(buffer, 0);
        var filled = Fill(buffer, _rest.Length);
        var end = filled < 0 ? 0 : EndOfLines(buffer, ref filled);
        if (end <= 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return null;
        }

        _rest = buffer.AsSpan(end, filled - end).ToArray();
        var block = new LineBlock(buffer, end, _line, _offset);
        _line += buffer.AsSpan(0, end).Count((byte)'\n');
        _offset += end;
        return block;
    }

    /// <summary>Whether the bytes are those that the provider told of.</summary>
    public BillRefusal? CheckHash()
    {
        if (_hash is null || Refusal is not null) return Refusal;
        var hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
        return hash.Equals(expectation.Hash, StringComparison.OrdinalIgnoreCase)
            ? null
            : new(BillFault.Hash, name, 0, 0, $"its hash is {hash} and was to be {expectation.Hash}");
    }

    /// <returns>How much of the buffer is filled; -1 when the stream cannot be read.</returns>
    private int Fill(byte[] buffer, int filled)
    {
        var from = filled;
        try
        {
            while (filled < buffer.Length - Room)
            {
                var read = stream.Read(buffer, filled, buffer.Length - Room - filled);
                filled += read;
                if (read == 0) _isAtEnd = true;
                if (read == 0) break;
            }
        }
        catch (InvalidDataException e)
        {
            Refuse(BillFault.Container, $"it does not unpack past byte {_offset + filled}: {e.Message}");
            return -1;
        }

        _hash?.AppendData(buffer, from, filled - from);
        if (_offset + filled <= expectation.BytesMax) return filled;
        Refuse(BillFault.TooLarge, $"it is larger than {expectation.BytesMax} bytes");
        return -1;
    }

    private int EndOfLines(byte[] buffer, ref int filled)
    {
        if (_isAtEnd)
        {
            if (filled > 0 && buffer[filled - 1] != '\n') buffer[filled++] = (byte)'\n';
            return filled;
        }

        var end = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
        if (end == 0) Refuse(BillFault.Shape, $"no line is longer than {filled} bytes");
        return end;
    }

    private void Refuse(BillFault fault, string what) => Refusal = new(fault, name, _line, 0, what);
}
