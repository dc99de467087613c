using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Vault;

/// <summary>Turns whatever can happen to a call of the vault into an outcome, in a bounded time.</summary>
internal sealed class VaultCalls(IOptions<VaultOptions> options, TimeProvider clock)
{
    /// <param name="operation">For the metrics: <c>list-certificates</c>.</param>
    public async Task<VaultAnswer<T>> AskAsync<T>(
        string operation, Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        var answer = await OutcomeAsync(ask, cancellation);
        VaultMeters.Ended(operation, answer.Outcome);
        return answer;
    }

    private async Task<VaultAnswer<T>> OutcomeAsync<T>(
        Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        var within = options.Value.AnswerWithin;
        using var deadline = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return new(VaultOutcome.Done, await ask(either.Token));
        }
        catch (RequestFailedException e)
        {
            return new(OutcomeOf(e), Why: e.Status == 0 ? FirstLine(e) : $"{e.Status} {e.ErrorCode}".TrimEnd());
        }
        catch (AuthenticationFailedException e)
        {
            return new(VaultOutcome.Refused, Why: $"no token: {FirstLine(e)}");
        }
        catch (AggregateException e) // What broke each of several tries.
        {
            return new(VaultOutcome.Away, Why: FirstLine(e.InnerExceptions[^1]));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(VaultOutcome.Away, Why: $"no answer within {within.TotalSeconds:0.#} s");
        }
        catch (InvalidOperationException e) // Another one's challenge: the clients keep the token to themselves.
        {
            return new(VaultOutcome.Refused, Why: FirstLine(e));
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException or KeyNotFoundException)
        {
            return new(VaultOutcome.Unreadable, Why: FirstLine(e));
        }
    }

    private static VaultOutcome OutcomeOf(RequestFailedException e) => e.Status switch
    {
        404 => VaultOutcome.NotFound,
        401 or 403 => VaultOutcome.Refused,
        429 => VaultOutcome.Throttled,
        0 or 408 or >= 500 => VaultOutcome.Away,
        _ => VaultOutcome.Unreadable, // 409: deleted, and its name not free; 400: no name or value that can be.
    };

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].TrimEnd();
}
