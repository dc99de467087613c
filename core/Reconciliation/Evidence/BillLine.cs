using PayFunctions.Core.Reconciliation.Bills;

namespace PayFunctions.Core.Reconciliation.Evidence;

/// <summary>Fetches one line of an archived bill, as a difference refers to it.</summary>
public static class BillLine
{
    private const int LineMax = 256 << 10;
    private const int StepSize = 64 << 10;

    /// <param name="stream">The bill as it was archived: its container is opened here. The caller disposes of it.</param>
    /// <param name="offset">The line's first byte in the uncompressed file.</param>
    /// <returns>The line's bytes with its line end; or why it is not there.</returns>
    public static (byte[]? Raw, string? Problem) Read(string name, Stream stream, BillFormat format, long offset)
    {
        var (text, refusal) = BillContainer.OpenText(name, stream, format, BillExpectation.Nothing);
        if (refusal is not null) return (null, refusal.ToString());
        try
        {
            return Skip(text!, offset) ? ReadLine(text!, name, offset) : (null, $"{name} ends before byte {offset}");
        }
        catch (InvalidDataException e)
        {
            return (null, $"{name} does not unpack: {e.Message}");
        }
    }

    private static bool Skip(Stream text, long bytes)
    {
        var buffer = new byte[StepSize];
        while (bytes > 0)
        {
            var read = text.Read(buffer, 0, (int)Math.Min(buffer.Length, bytes));
            if (read == 0) return false;
            bytes -= read;
        }

        return true;
    }

    private static (byte[]? Raw, string? Problem) ReadLine(Stream text, string name, long offset)
    {
        var buffer = new byte[LineMax];
        for (var length = 0; length < buffer.Length;)
        {
            var read = text.Read(buffer, length, buffer.Length - length);
            var end = buffer.AsSpan(length, read).IndexOf((byte)'\n');
            if (end >= 0) return (buffer[..(length + end + 1)], null);
            length += read;
            if (read == 0) return length > 0 ? (buffer[..length], null) : (null, $"{name} ends before byte {offset}");
        }

        return (null, $"{name} has no line at byte {offset} that ends within {LineMax} bytes");
    }
}
