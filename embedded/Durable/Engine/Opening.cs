using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Engine;

/// <summary>Reads the folder into a <see cref="Store"/>, whatever moment the last process ended at.</summary>
internal static class Opening
{
    public static Store Open(EngineOptions options, ILogger logger)
    {
        Directory.CreateDirectory(options.Folder);
        var folderLock = FolderLock.Take(options.Folder);
        try
        {
            return Read(options, folderLock, logger);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    private static Store Read(EngineOptions options, FolderLock folderLock, ILogger logger)
    {
        foreach (var unfinished in Directory.GetFiles(options.Folder, "*" + Segment.UnfinishedExtension))
            File.Delete(unfinished);

        var paths = FromLastSnapshot(options.Folder);
        var instances = new Dictionary<string, Instance>(StringComparer.Ordinal);
        long older = 0;
        for (var i = 0; i < paths.Count; i++)
        {
            var whole = SegmentReader.Read(paths[i], record => Record.Read(
                record, (change, id, events) => Store.Apply(instances, change, id, events)));
            var length = new FileInfo(paths[i]).Length;
            var isLast = i == paths.Count - 1;
            if (whole < length && !isLast) throw new JournalCorruptedException(paths[i], whole, null);
            if (whole < length) Log.TornTail(logger, paths[i], length - whole, whole);
            if (isLast) return new(folderLock, Segment.OpenToAppend(paths[i], whole), older, instances, options.Fsync);
            older += length;
        }

        return new(folderLock, Segment.CreateLog(options.Folder, 1), 0, instances, options.Fsync);
    }

    // A snapshot stands for all that came before it; what a crash left of that goes now.
    private static List<string> FromLastSnapshot(string folder)
    {
        var paths = new List<string>();
        foreach (var path in Directory.GetFiles(folder, "*" + Segment.Extension).Order(StringComparer.Ordinal))
        {
            switch (Kind(path))
            {
                case true:
                    paths.ForEach(File.Delete);
                    paths = [path];
                    break;
                case false:
                    paths.Add(path);
                    break;
                case null:
                    File.Delete(path);
                    break;
            }
        }

        return paths;
    }

    // Null: a file that a crash left before its header was whole, so it never held a record.
    private static bool? Kind(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[Segment.HeaderSize];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) return null;
        return Segment.IsSnapshot(header)
            ?? throw new InvalidOperationException($"{path} is not a journal, or one of a later version.");
    }
}
