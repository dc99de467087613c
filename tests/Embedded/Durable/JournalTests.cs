using System.Diagnostics.Metrics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PayFunctions.Tests.Embedded.Durable;

public class JournalTests
{
    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public void The_checksum_is_CRC_32C_by_its_published_check_value()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("12345"u8, "6789"u8));
        Assert.Equal(0xE3069283u, Crc32C.Of(""u8, "123456789"u8));
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task A_torn_tail_is_dropped_with_a_log_line_and_what_was_acknowledged_before_it_stays()
    {
        var lines = new Lines();
        await using var world = Waiting(loggers: lines);
        var id = await world.StartAsync("Wait");
        await world.CloseAsync();
        var end = new FileInfo(world.Files().Single()).Length;
        File.AppendAllBytes(world.Files().Single(), [0x40, 0, 0, 0xD7, 1, 2, 3, 4, 5, 6]);

        world.Open();
        Assert.Contains(lines.Of("Host.DurableTask"), line => line.Contains(
            $"ends in a torn record: 10 bytes from offset {end} were never acknowledged", StringComparison.Ordinal));
        await world.RaiseAsync(id, "hint", "paid");

        Assert.Equal("paid", await world.ResultAsync<string>(id));
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task A_corrupted_middle_is_an_error_that_names_the_offset()
    {
        await using var world = Waiting();
        await world.StartAsync("Wait", null, "order-1");
        var end = new FileInfo(world.Files().Single()).Length;
        await world.StartAsync("Wait", null, "order-2");
        await world.StartAsync("Wait", null, "order-3");
        await world.CloseAsync();
        var bytes = File.ReadAllBytes(world.Files().Single());
        bytes[end + Frame.HeaderSize + 3] ^= 0x10;
        File.WriteAllBytes(world.Files().Single(), bytes);

        var error = Assert.Throws<JournalCorruptedException>(() => world.Open());

        Assert.Equal(end, error.Offset);
        Assert.Contains($"is damaged at offset {end}", error.Message);
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task A_folder_in_use_is_refused_with_its_name()
    {
        await using var world = Waiting();

        var error = Assert.Throws<InvalidOperationException>(() => world.Open());

        Assert.Contains($"The journal folder {world.Folder} is in use by another process", error.Message);
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task Each_work_item_is_one_append()
    {
        await using var world = Waiting();
        using var appends = new Counted("durable_journal_appends");
        var before = Records(world);

        var id = await world.StartAsync("Work");
        await world.RaiseAsync(id, "hint", "paid");
        await world.ResultAsync<string>(id);

        // A start, a turn, the activity's answer, a turn, the event, the last turn.
        Assert.Equal(6, Records(world) - before);
        Assert.True(appends.Total >= 6);
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task Five_hundred_instances_at_once_all_end_and_share_write_calls()
    {
        await using var world = Waiting();
        using var writes = new Counted("durable_journal_writes");
        var before = Records(world);

        await Parallel.ForEachAsync(Enumerable.Range(0, 500), async (i, _) =>
        {
            var id = await world.ScheduleAsync(
                "Work", null, new StartOrchestrationOptions($"order-{i}"));
            await world.RaiseNowAsync(id, "hint", $"paid-{i}");
        });
        await world.Engine.WhenIdleAsync();

        for (var i = 0; i < 500; i++) Assert.Equal($"paid-{i}", await world.ResultAsync<string>($"order-{i}"));
        // An event that comes before the activity's answer shares its turn: at most six work items an instance.
        Assert.InRange(Records(world) - before, 500 * 4, 500 * 6);
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task With_fsync_the_same_records_are_written()
    {
        await using var world = Waiting(fsync: true);

        var id = await world.StartAsync("Wait");
        await world.OpenCopy().RaiseAsync(id, "hint", "paid");

        Assert.Equal("paid", await world.ResultAsync<string>(id));
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task Compaction_keeps_the_live_and_the_answers_and_forgets_the_rest()
    {
        await using var world = Waiting();
        var ended = await Ended(world, 50);
        await world.StartAsync("Wait", null, "live");

        var (before, after) = (await world.Engine.CompactAsync())!.Value;
        await world.RaiseAsync("live", "hint", "paid");
        world.OpenCopy();

        Assert.True(after < before / 2, $"{before} -> {after}");
        Assert.Equal("paid", await world.ResultAsync<string>("live"));
        Assert.Equal("x", await world.ResultAsync<string>(ended[1]));
        Assert.Equal(2, world.Files().Length);
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task Compaction_drops_what_ended_long_ago()
    {
        await using var world = Waiting();
        var ended = await Ended(world, 3);
        world.Clock.Advance(TimeSpan.FromDays(31));

        await world.Engine.CompactAsync();

        Assert.Null(await world.FindAsync(ended[0]));
        Assert.Null(await world.OpenCopy().FindAsync(ended[0]));
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task A_kill_at_any_point_of_a_compaction_leaves_one_way_to_read_the_folder()
    {
        await using var world = Waiting();
        await Ended(world, 5);
        await world.StartAsync("Wait", null, "live");
        var log = File.ReadAllBytes(world.Files().Single());
        await world.Engine.CompactAsync();
        var (snapshotPath, nextPath) = (world.Files()[0], world.Files()[1]);
        var snapshot = File.ReadAllBytes(snapshotPath);
        await world.CloseAsync();

        foreach (var (old, unfinished) in new (byte[], byte[]?)[]
        {
            (log, null),                                  // Rotated, nothing written.
            (log, snapshot[..(snapshot.Length / 2)]),     // Half a snapshot.
            (log, snapshot),                              // A whole one, not yet renamed.
            (snapshot, null),                             // Renamed.
        })
        {
            foreach (var next in new[] { 0, Segment.HeaderSize })
            {
                File.WriteAllBytes(snapshotPath, old);
                File.WriteAllBytes(nextPath, File.ReadAllBytes(nextPath).Take(next).ToArray());
                if (unfinished is not null)
                    File.WriteAllBytes(snapshotPath + Segment.UnfinishedExtension, unfinished);
                world.OpenCopy();
                Assert.False((await world.GetAsync("live")).IsCompleted);
                await world.RaiseAsync("live", "hint", "paid");
                Assert.Equal("paid", await world.ResultAsync<string>("live"));
                await world.CloseAsync();
                (snapshotPath, nextPath) = (Segment.PathOf(world.Folder, 1), Segment.PathOf(world.Folder, 2));
                if (!File.Exists(nextPath)) File.WriteAllBytes(nextPath, snapshot[..Segment.HeaderSize]);
                File.WriteAllBytes(nextPath, log[..Segment.HeaderSize]);
            }
        }
    }

    // ours: the genuine engine keeps its histories in a storage provider; a journal stands in for one.
    [Fact]
    public async Task A_journal_compacts_itself_while_work_goes_on()
    {
        await using var world = Waiting(compactFromBytes: 20_000);
        await world.StartAsync("Wait", null, "live");

        for (var round = 0; round < 10; round++)
        {
            await Ended(world, 20, $"r{round}-");
            world.Clock.Advance(TimeSpan.FromDays(31));
        }

        await world.CloseAsync();
        await world.Open().RaiseAsync("live", "hint", "paid");
        Assert.Equal("paid", await world.ResultAsync<string>("live"));
        Assert.True(Segment.SequenceOf(world.Files()[^1]) > 1, "It never compacted.");
    }

    private static World Waiting(
        bool fsync = false, long compactFromBytes = long.MaxValue, ILoggerFactory? loggers = null) =>
        new World { Fsync = fsync, CompactFromBytes = compactFromBytes, Loggers = loggers ?? NullLoggerFactory.Instance }
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("hint"))
            .Orchestrator("Work", async context =>
            {
                var hint = context.WaitForExternalEvent<string>("hint");
                await context.CallActivityAsync("Prepay", "a payload of some length, as a real one would be");
                return await hint;
            })
            .Activity("Prepay", _ => Task.FromResult<object?>("a code to pay by")).Open();

    private static async Task<List<string>> Ended(World world, int count, string prefix = "ended-")
    {
        var ids = Enumerable.Range(0, count).Select(i => prefix + i).ToList();
        foreach (var id in ids)
        {
            await world.StartAsync("Work", new string('x', 100), id);
            await world.RaiseAsync(id, "hint", "x");
        }

        return ids;
    }

    private static int Records(World world)
    {
        var records = 0;
        foreach (var path in world.Files()) SegmentReader.Read(path, _ => records++);
        return records;
    }

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _total;

        public Counted(string name)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _total, value));
            _listener.Start();
        }

        public long Total => Interlocked.Read(ref _total);

        public void Dispose() => _listener.Dispose();
    }
}
