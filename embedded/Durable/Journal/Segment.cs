using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Microsoft.DurableTask.Journal;

/// <summary>One file of the journal: a log of work items, or a snapshot that stands for every file before it.</summary>
internal sealed class Segment : IDisposable
{
    public const int HeaderSize = 8;
    public const string Extension = ".journal";
    public const string UnfinishedExtension = ".unfinished";
    private const byte Log = (byte)'L';
    private const byte Snapshot = (byte)'S';

    private readonly SafeFileHandle _handle;

    private Segment(string path, long sequence, SafeFileHandle handle, long length)
    {
        (Path, Sequence, Length, _handle) = (path, sequence, length, handle);
    }

    public string Path { get; }

    public long Sequence { get; }

    public long Length { get; private set; }

    public static string PathOf(string folder, long sequence) =>
        System.IO.Path.Combine(folder, sequence.ToString("D10", CultureInfo.InvariantCulture) + Extension);

    public static long SequenceOf(string path) =>
        long.Parse(System.IO.Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture);

    public static Segment CreateLog(string folder, long sequence) => Create(PathOf(folder, sequence), sequence, Log);

    /// <summary>A snapshot takes the place of its number's log only once it is whole: <see cref="Finish"/>.</summary>
    public static Segment CreateSnapshot(string folder, long sequence) =>
        Create(PathOf(folder, sequence) + UnfinishedExtension, sequence, Snapshot);

    public static Segment OpenToAppend(string path, long length)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        RandomAccess.SetLength(handle, length);
        return new(path, SequenceOf(path), handle, length);
    }

    /// <summary>Null where the header never got to disk whole.</summary>
    public static bool? IsSnapshot(ReadOnlySpan<byte> header) => header switch
    {
        [(byte)'P', (byte)'F', (byte)'J', 1, Log, 0, 0, 0] => false,
        [(byte)'P', (byte)'F', (byte)'J', 1, Snapshot, 0, 0, 0] => true,
        _ => null,
    };

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        Length += bytes.Length;
    }

    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    public void Finish()
    {
        FlushToDisk();
        Dispose();
        File.Move(Path, Path[..^UnfinishedExtension.Length], overwrite: true);
    }

    public void Dispose() => _handle.Dispose();

    private static Segment Create(string path, long sequence, byte kind)
    {
        var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        var segment = new Segment(path, sequence, handle, 0);
        segment.Append([(byte)'P', (byte)'F', (byte)'J', 1, kind, 0, 0, 0]);
        return segment;
    }
}
