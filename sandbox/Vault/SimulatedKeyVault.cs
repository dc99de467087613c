using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Vault;

/// <summary>A Key Vault on this machine: the REST protocol of secrets and certificates over HTTPS, and a managed
/// identity's endpoint that hands out tokens for it.</summary>
/// <remarks>Whoever comes without a token is told whose to bring, as by the genuine vault. The resource there is the
/// genuine vault's, whose name this one does not bear: clients have to be told not to mind.</remarks>
public sealed class SimulatedKeyVault : IAsyncDisposable
{
    private const string Challenge =
        $"Bearer authorization=\"https://login.microsoftonline.com/00000000-0000-0000-0000-0000000000aa\", " +
        $"resource=\"{VaultTokens.Resource}\"";

    private readonly WebApplication _server;
    private readonly VaultTokens _tokens;
    private readonly VaultRooms _rooms;
    private readonly VaultDoor _door;
    private readonly TimeProvider _clock;

    private SimulatedKeyVault(WebApplication server, X509Certificate2 certificate, int port, TimeProvider clock)
    {
        (_server, Certificate, _clock) = (server, certificate, clock);
        Uri = new($"https://127.0.0.1:{port}/");
        _tokens = new(clock);
        _rooms = new(Uri, clock);
        _door = new(_rooms, _tokens, Challenge, Requests);
    }

    public Uri Uri { get; }

    /// <summary>The server's own; it signs itself.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Where a managed identity gets its tokens: plain HTTP, as on App Service.</summary>
    public Uri IdentityEndpoint { get; private set; } = null!;

    /// <summary>What is to be sent there, as <c>IDENTITY_HEADER</c> tells it.</summary>
    public string IdentityHeader => _tokens.Header;

    /// <summary>Every request and its answer.</summary>
    public Witness<VaultRequest> Requests { get; } = new();

    /// <summary>How many a page of a list has at most.</summary>
    public int PageSize
    {
        get => _rooms.PageSize;
        set => _rooms.PageSize = value;
    }

    public static async Task<SimulatedKeyVault> StartAsync(TimeProvider clock, CancellationToken cancellation)
    {
        var certificate = LoopbackCertificate.Make(clock.GetUtcNow());
        var port = LoopbackPort.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(certificate));
            server.Listen(IPAddress.Loopback, 0);
        });
        var server = builder.Build();
        var vault = new SimulatedKeyVault(server, certificate, port, clock);
        server.MapWhen(call => !call.Request.IsHttps, identity => identity.Run(
            call => vault._tokens.Answer(call.Request).ExecuteAsync(call)));
        server.Run(vault._door.AnswerAsync);
        await server.StartAsync(cancellation);
        var plain = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Single(address => address.StartsWith("http:", StringComparison.Ordinal));
        vault.IdentityEndpoint = new Uri(new Uri(plain), VaultTokens.Path);
        return vault;
    }

    /// <summary>From now on it does this instead of its work; null ends it.</summary>
    public void Fail(VaultFault? fault) => _door.Fail(fault);

    /// <summary>The next so many requests, and no more.</summary>
    public void FailNext(int times, VaultFault fault) => _door.Fail(fault, times);

    /// <summary>A token that it takes, without the identity's endpoint.</summary>
    public (string Token, DateTimeOffset End) IssueToken() => _tokens.Issue();

    /// <summary>A client that trusts this vault's certificate and nobody else's, and waits as long as who calls.</summary>
    public HttpClient Trusting() => new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, shown, _, _) =>
            shown!.RawData.AsSpan().SequenceEqual(Certificate.RawData),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>An operator puts a secret there.</summary>
    public void SetSecret(string name, string value) => _rooms.Set(name, new(value, null, null, _clock.GetUtcNow()));

    /// <summary>An operator imports a certificate, or the next version of one.</summary>
    /// <param name="certificate">With its private key, exportable.</param>
    public void Import(string name, X509Certificate2 certificate) =>
        _rooms.Import(name, VaultBody.OfCertificate(certificate, _clock.GetUtcNow()));

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true)); // A stalled request is not waited for.
        await _server.DisposeAsync();
        Certificate.Dispose();
    }
}
