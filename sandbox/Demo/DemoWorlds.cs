using PayFunctions.Sandbox.Histories;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>A world for each story of a demo. They know nothing of each other.</summary>
internal sealed class DemoWorlds : IAsyncDisposable
{
    private readonly IDemoView _view;
    private readonly IReadOnlyList<IReadOnlyList<Scenario>> _stories;
    private readonly SandboxWorld[] _worlds;

    private DemoWorlds(IDemoView view, IReadOnlyList<IReadOnlyList<Scenario>> stories, SandboxWorld[] worlds) =>
        (_view, _stories, _worlds) = (view, stories, worlds);

    public Uri ConsoleUrl => _worlds[0].ConsoleUrl;

    /// <summary>Whether storage, journals and logs stay when the worlds end; so they do if nobody says otherwise.</summary>
    public bool AreKept { get; set; } = true;

    /// <summary>Where the histories of the worlds' orchestrations go, if anywhere.</summary>
    public DirectoryInfo? Histories { get; set; }

    /// <exception cref="WorldNotStarted">One did not start; none is left running.</exception>
    public static async Task<DemoWorlds> StartAsync(
        IReadOnlyList<IReadOnlyList<Scenario>> stories, IDemoView view, CancellationToken cancellation)
    {
        var starting = stories
            .Select(_ => SandboxWorld.StartAsync(WorldPace.MinutesAsSeconds, view.Say, cancellation, isTraced: true)).ToArray();
        try
        {
            return new(view, stories, await Task.WhenAll(starting));
        }
        catch
        {
            foreach (var started in starting.Where(one => one.IsCompletedSuccessfully)) await (await started).DisposeAsync();
            throw;
        }
    }

    /// <summary>All stories at once, and then what looks back at them, in every world.</summary>
    public async Task<List<ScenarioResult>> RunAsync(IEnumerable<Scenario> last, CancellationToken cancellation)
    {
        var run = new DemoRun(_view);
        var told = await Task.WhenAll(_stories.Select((story, number) => run.RunAsync(_worlds[number], story, cancellation)));
        List<ScenarioResult> results = [.. told.SelectMany(story => story)];
        foreach (var scenario in last) results.Add(await run.ToldAsync(scenario, _worlds, cancellation));
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _worlds) await world.DisposeAsync();
        if (Histories is not null) RecordedHistories.Write(_worlds.Select(world => world.JournalPath), Histories.FullName);
        foreach (var world in _worlds)
        {
            if (AreKept) Console.WriteLine($"The app's log: {world.LogPath}");
            else world.DeleteFolder();
        }
    }
}
