using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PayFunctions.Bench.OperatorConsole;

/// <summary>A chromium of its own with a profile that nobody has used: it knows no file and has no connection.</summary>
/// <remarks>Source: Chrome DevTools Protocol, domains Page, Network and Runtime.</remarks>
internal sealed class ColdBrowser : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ClientWebSocket _page = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _asked = new();
    private readonly CancellationTokenSource _gone = new();
    private Task _heard = Task.CompletedTask;
    private Task _drained = Task.CompletedTask;
    private int _last;
    private double _bytes;

    private ColdBrowser(Process process, DirectoryInfo profile) => (_process, _profile) = (process, profile);

    /// <summary>All that came over the wire so far, headers included and as it was compressed.</summary>
    public double Bytes => Volatile.Read(ref _bytes);

    /// <summary>Null where this machine has none.</summary>
    public static string? Find() =>
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();

    public static string Looked => string.Join(", ", Names);

    public static async Task<ColdBrowser> StartAsync(string path, CancellationToken cancellation)
    {
        var profile = Directory.CreateTempSubdirectory("payfunctions-browser-");
        // Containers have no user namespaces for the sandbox; the page is ours and it asks nobody else.
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank",
        ];
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} does not start.");
        var browser = new ColdBrowser(process, profile);
        await browser.AttachAsync(await AddressAsync(process, cancellation), cancellation);
        return browser;
    }

    /// <returns>Once the new page has begun.</returns>
    public Task NavigateAsync(Uri url) => CallAsync("Page.navigate", new() { ["url"] = url.AbsoluteUri });

    /// <summary>What the script comes to, a promise's value included.</summary>
    public async Task<double> NumberAsync(string script)
    {
        var answer = await CallAsync(
            "Runtime.evaluate", new() { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer?["result"]?["value"]?.GetValue<double>()
            ?? throw new InvalidOperationException($"The page answered no number: {answer?.ToJsonString()}");
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _heard;
        _page.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        await _drained;
        _process.Dispose();
        _gone.Dispose();
        _profile.Delete(recursive: true);
    }

    private static async Task<Uri> AddressAsync(Process process, CancellationToken cancellation)
    {
        while (await process.StandardError.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal)) return new(line[Listening.Length..]);
        }

        throw new InvalidOperationException("The browser ended before it listened.");
    }

    private async Task AttachAsync(Uri browser, CancellationToken cancellation)
    {
        _drained = _process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation); // It never waits for a reader.
        using var http = new HttpClient();
        var pages = await http.GetFromJsonAsync<JsonElement>($"http://{browser.Authority}/json/list", cancellation);
        var page = pages.EnumerateArray().First(one => one.GetProperty("type").GetString() == "page");
        await _page.ConnectAsync(new(page.GetProperty("webSocketDebuggerUrl").GetString()!), cancellation);
        _heard = HearAsync();
        await CallAsync("Network.enable", []);
        await CallAsync("Page.enable", []);
    }

    private async Task<JsonNode?> CallAsync(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref _last);
        var answered = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _page.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, _gone.Token);
        return await answered.Task;
    }

    private async Task HearAsync()
    {
        using var message = new MemoryStream();
        var part = new byte[64 * 1024];
        try
        {
            while (await _page.ReceiveAsync(part.AsMemory(), _gone.Token) is { MessageType: not WebSocketMessageType.Close } read)
            {
                message.Write(part, 0, read.Count);
                if (!read.EndOfMessage) continue;
                Take(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // It is closed.
        }
        finally
        {
            foreach (var (_, waits) in _asked) waits.TrySetCanceled();
        }
    }

    private void Take(JsonNode message)
    {
        if ((string?)message["method"] == "Network.loadingFinished")
            Volatile.Write(ref _bytes, _bytes + message["params"]!["encodedDataLength"]!.GetValue<double>());
        if (message["id"] is not { } id || !_asked.TryRemove(id.GetValue<int>(), out var waits)) return;
        if (message["error"] is { } error) waits.SetException(new InvalidOperationException(error.ToJsonString()));
        else waits.SetResult(message["result"]);
    }
}
