using System.Security.Cryptography;
using Azure.Data.Tables;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.World;

/// <summary>Everything around the app, and the app: storage, provider, process, and the merchant's client.</summary>
public sealed class SandboxWorld : IAsyncDisposable
{
    private static readonly TimeSpan HealthyWithin = TimeSpan.FromSeconds(30);

    private const int LogLinesShown = 20;

    private readonly WorldParties _parties;
    private readonly int _port;
    private readonly Dictionary<string, string> _settings;
    private readonly string _runId = RandomNumberGenerator.GetHexString(6);
    private AppProcess? _app;
    private int _lastOrder;
    private int _apps = 1;

    private SandboxWorld(string folder, WorldParties parties, WorldPace pace)
    {
        _parties = parties;
        _port = LoopbackPort.Free();
        Folder = folder;
        AppUrl = new($"http://127.0.0.1:{_port}/");
        FunctionKey = RandomNumberGenerator.GetHexString(40, lowercase: true);
        ReaderKey = RandomNumberGenerator.GetHexString(40, lowercase: true);
        Merchant = new(AppUrl, FunctionKey);
        Tables = new(Azurite.ConnectionString);
        _settings = AppSettings.Of(
            WeChatPay, Azurite.ConnectionString, folder, FunctionKey, AppUrl, pace, Webhooks.Secrets[0]);
        _settings["Storage__Bills"] = Bills.ConnectionString;
        _settings["FunctionKeys__rita"] = ReaderKey;
        _settings["Console__People__rita__Key"] = ReaderKey;
        AppSettings.AddAlipay(_settings, Alipay, AppUrl);
        AppSettings.AddUnionPay(_settings, UnionPay, AppUrl);
        foreach (var (name, value) in VaultSettings.Of(Vault, folder)) _settings[name] = value;
        foreach (var (name, value) in AppleSettings.Of(Apple)) _settings[name] = value;
        if (Collector is { } collector) _settings["Telemetry__OtlpEndpoint"] = collector.Url.AbsoluteUri;
        Apple.Store.Callback = new(AppUrl, "api/callbacks/appstore");
    }

    public string Folder { get; }

    public string LogPath => Path.Combine(Folder, "app.log");

    /// <summary>Where the engine of the app keeps what it does.</summary>
    public string JournalPath => _settings["Durable__Journal"];

    public AzuriteProcess Azurite => _parties.Azurite;

    /// <summary>Where the providers' bills are kept.</summary>
    public AzuriteBlobs Bills => _parties.Bills;

    public SimulatedWeChatPay WeChatPay => _parties.WeChatPay;

    public SimulatedAlipay Alipay => _parties.Alipay;

    public SimulatedUnionPay UnionPay => _parties.UnionPay;

    public SimulatedApple Apple => _parties.Apple;

    /// <summary>Where the merchant's own system takes webhooks.</summary>
    public WebhookEndpoint Webhooks => _parties.Webhooks;

    public SimulatedKeyVault Vault => _parties.Vault;

    /// <summary>Whether the app was led to the vault: only where it can be made to trust its certificate.</summary>
    public bool HasVault => _settings.ContainsKey("Vault__Uri");

    /// <summary>The app's settings as this world gives them to it, secrets and all.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    public Uri AppUrl { get; }

    public string FunctionKey { get; }

    /// <summary>The key of Rita, who may look at everything and change nothing.</summary>
    public string ReaderKey { get; }

    /// <summary>Where operators look in.</summary>
    public Uri ConsoleUrl => new(AppUrl, "api/console/");

    /// <summary>The app's API as the merchant's own system sees it.</summary>
    public MerchantClient Merchant { get; }

    /// <summary>The storage as an operator could look into it.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>Where the app's traces, logs and metrics go; null: it sends none.</summary>
    public OtlpCollector? Collector => _parties.Collector;

    public AppProcess App => _app ?? throw new InvalidOperationException("The app is not running.");

    /// <param name="say">Told what is being started, as it starts.</param>
    /// <param name="isTraced">Whether there is a collector that keeps all that the app sends it.</param>
    /// <param name="changes">Settings that differ for the first life of the app only.</param>
    /// <param name="keepsRows">False: the storage is quicker, since its rows live in memory; they are gone when it starts anew.</param>
    /// <exception cref="WorldNotStarted">Storage or app did not start; the message says why.</exception>
    public static async Task<SandboxWorld> StartAsync(
        WorldPace pace, Action<string> say, CancellationToken cancellation, bool isTraced = false,
        IEnumerable<KeyValuePair<string, string>>? changes = null, bool keepsRows = true)
    {
        var folder = SandboxFolder.New();
        try
        {
            var parties = await WorldParties.StartAsync(folder, pace, isTraced, keepsRows, say, cancellation);
            var world = new SandboxWorld(folder, parties, pace);
            await world.StartWithAppAsync(changes ?? [], say, cancellation);
            return world;
        }
        catch (InvalidOperationException e)
        {
            throw new WorldNotStarted(e.Message, e);
        }
    }

    /// <summary>An order id that no other order of this world has.</summary>
    public string NewOrderId() => $"ORD{_runId}{Interlocked.Increment(ref _lastOrder):D6}";

    /// <summary>SIGKILL.</summary>
    public void KillApp() => App.Kill();

    /// <summary>Ends the app (if it still runs) and starts it again on the same port, storage and journal.</summary>
    /// <param name="changes">Settings that differ for this life of the app only.</param>
    public async Task RestartAppAsync(IEnumerable<KeyValuePair<string, string>> changes, CancellationToken cancellation)
    {
        _app?.Dispose();
        _app = null;
        await StartAppAsync(changes, cancellation);
    }

    /// <summary>
    /// After a scenario that broke off: everything runs again, so that the next one is judged by itself.
    /// </summary>
    public async Task MendAsync(CancellationToken cancellation)
    {
        WeChatPay.Acknowledged = null;
        WeChatPay.Outage = null;
        Alipay.Outage = null;
        Vault.Fail(null);
        Webhooks.Secrets = [_settings["Webhooks__Secrets__0"]];
        var certificates = WeChatPay.Certificates;
        certificates.SignWith(certificates.Issue()); // Whatever became of those before.
        await Azurite.RestartAsync(cancellation);
        await RestartAppAsync([], cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _app?.Dispose();
        await _parties.DisposeAsync();
        Merchant.Dispose();
    }

    /// <summary>Removes the run's folder; for runs that nobody needs to look into.</summary>
    public void DeleteFolder() => Directory.Delete(Folder, recursive: true);

    private async Task StartWithAppAsync(
        IEnumerable<KeyValuePair<string, string>> changes, Action<string> say, CancellationToken cancellation)
    {
        try
        {
            PrepareContentRoot(Folder);
            say($"starting the app at {AppUrl}");
            await StartAppAsync(changes, cancellation);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartAppAsync(IEnumerable<KeyValuePair<string, string>> changes, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>(_settings);
        foreach (var (name, value) in changes) settings[name] = value;
        _app = AppProcess.Start(_port, settings, LogPath);
        if (await _app.HealthProblemAsync(new(AppUrl, "api/health"), HealthyWithin, cancellation) is { } problem)
        {
            var said = string.Join('\n', AppLog().TakeLast(LogLinesShown));
            throw new InvalidOperationException($"{problem} Its log, {LogPath}, ends:\n{said}");
        }
    }

    /// <summary>One more instance of the app beside the first: its own port, journal and log; the rest is
    /// shared.</summary>
    /// <param name="changes">Settings that differ for this instance.</param>
    public async Task<AnotherApp> StartAnotherAppAsync(
        CancellationToken cancellation, IEnumerable<KeyValuePair<string, string>>? changes = null)
    {
        var number = Interlocked.Increment(ref _apps);
        var settings = new Dictionary<string, string>(_settings)
        {
            ["Durable__Journal"] = Path.Combine(Folder, $"journal-{number}"),
        };
        foreach (var (name, value) in changes ?? []) settings[name] = value;
        var (port, log) = (LoopbackPort.Free(), Path.Combine(Folder, $"app-{number}.log"));
        var url = new Uri($"http://127.0.0.1:{port}/");
        var app = new AnotherApp(url, AppProcess.Start(port, settings, log), new(url, FunctionKey), log);
        var health = new Uri(url, "api/health");
        if (await app.Process.HealthProblemAsync(health, HealthyWithin, cancellation) is not { } problem) return app;
        app.Dispose();
        throw new InvalidOperationException(problem);
    }

    /// <summary>The app's log so far, all its lives.</summary>
    public string[] AppLog()
    {
        using var log = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return log.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A content root of the world's own: host.json, and nobody's local.settings.json.</summary>
    private static void PrepareContentRoot(string folder)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "app")).FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "host.json"), Path.Combine(root, "host.json"));
    }
}
