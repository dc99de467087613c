using System.IO.Compression;
using System.Text;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>A small file that unpacks to very much, all of it sound lines: ten gigabytes of them from a gzip file.</summary>
internal sealed class Bomb : IDisposable
{
    private const long Size = 10L << 30;
    private const int PieceSize = 32 << 20;
    private const int ZipPieces = 4;
    private const int DescriptionSize = 20_000;

    private readonly Counting _stream;

    public Bomb(string container)
    {
        var piece = Piece();
        _stream = new(container == "zip" ? Zip(piece) : Gzip(piece));
    }

    public Stream Stream => _stream;

    /// <summary>How much of the file itself was looked at.</summary>
    public long BytesTaken => _stream.BytesTaken;

    public void Dispose() => _stream.Dispose();

    /// <summary>Members of one gzip file, each on its own small: together they are the ten gigabytes.</summary>
    private static MemoryStream Gzip(byte[] piece)
    {
        var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(piece);
        var all = new MemoryStream();
        all.Write(Packed.Gzip(BillText.WithMark(BillText.TradeHeader)));
        for (var written = 0L; written < Size; written += piece.Length) member.WriteTo(all);
        all.Position = 0;
        return all;
    }

    /// <summary>An archive's entry has to be packed in one go, so this one is a smaller bomb.</summary>
    private static MemoryStream Zip(byte[] piece)
    {
        var all = new MemoryStream();
        using (var archive = new ZipArchive(all, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("bill.csv", CompressionLevel.Optimal).Open();
            entry.Write(BillText.WithMark(BillText.TradeHeader));
            for (var i = 0; i < ZipPieces; i++) entry.Write(piece);
        }

        all.Position = 0;
        return all;
    }

    /// <summary>Payments with very long descriptions: nothing packs better.</summary>
    private static byte[] Piece()
    {
        var line = Encoding.UTF8.GetBytes(BillText.Payment.Replace("tea", new string('x', DescriptionSize)));
        var piece = new byte[PieceSize / line.Length * line.Length];
        for (var at = 0; at < piece.Length; at += line.Length) line.CopyTo(piece, at);
        return piece;
    }

    private sealed class Counting(MemoryStream inner) : Stream
    {
        public long BytesTaken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => inner.Position = value; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            BytesTaken += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
