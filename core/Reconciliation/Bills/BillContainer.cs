using System.IO.Compression;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Opens what a bill comes in, told by its first bytes: nothing, gzip, zlib or zip.</summary>
public static class BillContainer
{
    private const int EntriesMax = 8;
    private const int HeadSize = 4;

    /// <summary>Opens a bill as a source; the source reads the stream, and the caller disposes of it.</summary>
    /// <returns>The source, or why the container is refused.</returns>
    public static (IMovementSource? Source, BillRefusal? Refusal) Open(
        string name, Stream stream, BillFormat format, BillExpectation expectation)
    {
        var (text, refusal) = OpenText(name, stream, format, expectation);
        return (text is null ? null : new BillFile(name, text, format, expectation), refusal);
    }

    /// <summary>The text itself, or why the container is refused.</summary>
    internal static (Stream? Text, BillRefusal? Refusal) OpenText(
        string name, Stream stream, BillFormat format, BillExpectation expectation)
    {
        var packed = new PackedStream(stream, HeadSize);
        try
        {
            var (text, what) = Unpack(packed, format, expectation);
            return what is null ? (text ?? packed, null) : (null, new(BillFault.Container, name, 0, 0, what));
        }
        catch (InvalidDataException e)
        {
            return (null, new(BillFault.Container, name, 0, 0, $"its archive is broken: {e.Message}"));
        }
    }

    private static (Stream? Text, string? What) Unpack(PackedStream packed, BillFormat format, BillExpectation expectation)
    {
        return packed.Head switch
        {
            [0x1F, 0x8B, ..] => (new UnpackedStream(new GZipStream(packed, CompressionMode.Decompress), packed, expectation, isGzip: true), null),
            [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..] =>
                (new UnpackedStream(new ZLibStream(packed, CompressionMode.Decompress), packed, expectation, isGzip: false), null),
            [(byte)'P', (byte)'K', 3 or 5, 4 or 6] => OpenZip(packed, format, expectation),
            _ => (null, null),
        };
    }

    private static (Stream? Text, string? What) OpenZip(PackedStream packed, BillFormat format, BillExpectation expectation)
    {
        var archive = new ZipArchive(packed.Seekable(), ZipArchiveMode.Read, leaveOpen: true, BillEncodings.Gbk);
        if (archive.Entries.Count > EntriesMax) return (null, $"its archive has {archive.Entries.Count} entries");
        ZipArchiveEntry? bill = null;
        foreach (var entry in archive.Entries)
        {
            if (IsPath(entry.FullName)) return (null, $"its archive names a path, '{entry.FullName}'");
            if (!format.IsBill(entry.FullName)) continue;
            if (bill is not null) return (null, $"its archive has two bills, '{bill.FullName}' and '{entry.FullName}'");
            bill = entry;
        }

        return bill is null
            ? (null, "its archive has no bill in it")
            : (new UnpackedStream(bill.Open(), bill.CompressedLength, bill.Length, expectation), null);
    }

    private static bool IsPath(string name) =>
        name.Contains('/') || name.Contains('\\') || name.Contains("..", StringComparison.Ordinal) || name.Contains(':');
}
