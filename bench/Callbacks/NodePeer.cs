using System.Diagnostics;
using System.Globalization;

namespace PayFunctions.Bench.Callbacks;

/// <summary>An npm package doing the same work in a Node process that waits between rounds.</summary>
internal sealed class NodePeer : IDisposable
{
    private readonly Process _node;

    private NodePeer(string name, Process node) => (Name, _node) = (name, node);

    public string Name { get; }

    /// <summary>Starts the peer; it has then read the fixture rightly and refused it tampered.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static NodePeer Start(string folder, string name, string fixturePath)
    {
        var start = new ProcessStartInfo("node", ["callbacks.mjs", name, fixturePath])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var node = Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
        if (node.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"{name} does not read the fixture.");
        return new(name, node);
    }

    /// <summary>Runs one round and gives, for each batch, the microseconds of one notification.</summary>
    public IEnumerable<double> Round(int batches, int size)
    {
        _node.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{batches} {size}"));
        var nanoseconds = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended.");
        return nanoseconds.Split(' ').Select(one => long.Parse(one, CultureInfo.InvariantCulture) / 1000.0 / size);
    }

    public void Dispose()
    {
        _node.StandardInput.Close(); // The end of its input ends it.
        _node.WaitForExit();
        _node.Dispose();
    }
}
