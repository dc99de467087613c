using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Vault;

/// <summary>Secrets for as long as they are good, and past that while the vault fails: what once worked goes on
/// working.</summary>
/// <remarks>Held in pinned memory, overwritten when replaced and at the end; each caller gets a copy of its
/// own.</remarks>
internal sealed class LastGoodSecrets(
    IOptionsMonitor<VaultOptions> options, TimeProvider clock, ILogger<LastGoodSecrets> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="ask">Asks the vault; its answer's value becomes ours.</param>
    /// <returns>A value that is the caller's to dispose of; a failure only where no good copy was ever had.</returns>
    public async Task<VaultAnswer<SecretBytes>> GetAsync(
        string name, Func<CancellationToken, Task<VaultAnswer<SecretBytes>>> ask, CancellationToken cancellation)
    {
        var kept = _kept.GetOrAdd(name, _ => new());
        await kept.One.WaitAsync(cancellation);
        try
        {
            if (kept.Value is not null && clock.GetUtcNow() < kept.AskAt) return Copy(kept);
            var answer = await ask(cancellation);
            return answer.IsDone ? Keep(kept, answer.Value!) : Fall(kept, name, answer);
        }
        finally
        {
            kept.One.Release();
        }
    }

    public void Dispose()
    {
        foreach (var kept in _kept.Values)
        {
            kept.Value?.Dispose();
            kept.One.Dispose();
        }
    }

    private VaultAnswer<SecretBytes> Keep(Kept kept, SecretBytes value)
    {
        kept.Value?.Dispose();
        kept.Value = value;
        kept.AskAt = clock.GetUtcNow() + options.CurrentValue.SecretsFor;
        return Copy(kept);
    }

    private VaultAnswer<SecretBytes> Fall(Kept kept, string name, VaultAnswer<SecretBytes> answer)
    {
        if (kept.Value is null) return answer;
        kept.AskAt = clock.GetUtcNow() + options.CurrentValue.AskAgainAfter;
        Log.LastGoodServed(log, name, answer.Outcome, answer.Why);
        VaultMeters.ServedLastGood();
        return Copy(kept);
    }

    private static VaultAnswer<SecretBytes> Copy(Kept kept) =>
        new(VaultOutcome.Done, new SecretBytes(kept.Value!.Span));

    private sealed class Kept
    {
        public SemaphoreSlim One { get; } = new(1);

        public SecretBytes? Value { get; set; }

        public DateTimeOffset AskAt { get; set; }
    }
}
