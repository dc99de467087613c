using System.Security.Cryptography;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Apple;

/// <summary>Apple on this machine: the store, a payer's device, and the acquirer behind a merchant's tokens.</summary>
public sealed class SimulatedApple : IAsyncDisposable
{
    public const string MerchantIdentifier = "merchant.com.example";

    private SimulatedApple(double timeScale, SimulatedAcquirer acquirer)
    {
        Acquirer = acquirer;
        Store = new(timeScale);
        Device = new(Store.Authority);
        Ec = new(MerchantIdentifier, ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
        Rsa = new(MerchantIdentifier, SpareKeys.Take());
    }

    public SimulatedAppStore Store { get; }

    public ApplePayDevice Device { get; }

    public SimulatedAcquirer Acquirer { get; }

    /// <summary>The merchant, by the key for EC_v1 tokens.</summary>
    public PayTo Ec { get; }

    /// <summary>The merchant, by the key for RSA_v1 tokens.</summary>
    public PayTo Rsa { get; }

    /// <summary>As Apple's developer account hands it out: good for 25 months.</summary>
    public string ProcessingPem(PayTo to) =>
        Store.Authority.IssueProcessing(to, TimeSpan.FromDays(761)).ExportCertificatePem();

    /// <param name="timeScale">What a second of the store's schedule lasts.</param>
    public static async Task<SimulatedApple> StartAsync(double timeScale, CancellationToken cancellation) =>
        new(timeScale, await SimulatedAcquirer.StartAsync(cancellation));

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Acquirer.DisposeAsync();
        Ec.Key.Dispose();
        SpareKeys.Leave((RSA)Rsa.Key);
    }
}
