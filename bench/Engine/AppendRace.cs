using System.Diagnostics;
using Microsoft.DurableTask.Journal;
using PayFunctions.Bench.World;

namespace PayFunctions.Bench.Engine;

/// <summary>
/// The journal's append (frame, checksum, order, acknowledgement) against a bare write of the same bytes under the same
/// flush policy.
/// </summary>
internal sealed class AppendRace(IReadOnlyList<byte[]> records, bool fsync)
{
    private const int Rounds = 7;

    /// <summary>Its rate divided by the bare one; both run in turn, and each keeps the median of its rounds.</summary>
    public async Task<double> RatioAsync()
    {
        var (journal, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Turn.Of(Rounds, 2); round++)
        {
            journal.Add(await JournalAsync());
            bare.Add(Bare());
        }

        return Figures.Median(bare) / Figures.Median(journal);
    }

    private async Task<double> JournalAsync()
    {
        var folder = Directory.CreateTempSubdirectory("payfunctions-bench-");
        double seconds;
        using (var journal = new JournalWriter(Segment.CreateLog(folder.FullName, 1), fsync))
        {
            var watch = Stopwatch.StartNew();
            foreach (var record in records) await journal.CommitAsync(journal.Append(record));
            seconds = watch.Elapsed.TotalSeconds;
        }

        folder.Delete(recursive: true);
        return seconds;
    }

    private double Bare()
    {
        var folder = Directory.CreateTempSubdirectory("payfunctions-bench-");
        double seconds;
        using (var file = File.OpenHandle(Path.Combine(folder.FullName, "bare"), FileMode.Create, FileAccess.Write))
        {
            long offset = 0;
            var watch = Stopwatch.StartNew();
            foreach (var record in records)
            {
                RandomAccess.Write(file, record, offset);
                offset += record.Length;
                if (fsync) RandomAccess.FlushToDisk(file);
            }

            seconds = watch.Elapsed.TotalSeconds;
        }

        folder.Delete(recursive: true);
        return seconds;
    }
}
