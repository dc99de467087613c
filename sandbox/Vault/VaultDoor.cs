using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Vault;

/// <summary>Lets requests in: first what is wrong with the vault, then who asks, then what for.</summary>
internal sealed class VaultDoor(VaultRooms rooms, VaultTokens tokens, string challenge, Witness<VaultRequest> requests)
{
    private readonly Lock _gate = new();
    private VaultFault? _fault;
    private int _times;

    /// <param name="times">For how many requests; all until it is set again where it is not given.</param>
    public void Fail(VaultFault? fault, int times = int.MaxValue)
    {
        lock (_gate) (_fault, _times) = (fault, times);
    }

    public async Task AnswerAsync(HttpContext call)
    {
        var (status, body) = (0, (JsonObject?)null);
        try
        {
            (status, body) = await CarryOutAsync(call);
        }
        catch (VaultRefusal refusal)
        {
            (status, body) = (refusal.Status, refusal.Body);
        }
        finally
        {
            requests.Add(new(call.Request.Method, call.Request.Path, status));
        }

        if (status == 0)
        {
            call.Abort(); // Only once it is written down: who is hung up on may count at once.
            return;
        }

        call.Response.StatusCode = status;
        if (body is not null) await call.Response.WriteAsJsonAsync(body, call.RequestAborted);
    }

    /// <returns>Status 0 where nothing is answered at all.</returns>
    private async Task<(int Status, JsonObject? Body)> CarryOutAsync(HttpContext call)
    {
        if (NextFault() is { } fault) return await FailAsync(call, fault);
        if (!tokens.Knows(call.Request.Headers.Authorization))
        {
            call.Response.Headers.WWWAuthenticate = challenge;
            throw new VaultRefusal(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");
        }

        var query = call.Request.Query;
        if (!query.ContainsKey("api-version")) throw VaultRefusal.Bad("api-version must be specified");
        var path = call.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var method = call.Request.Method;
        var hasBody = method is "PUT" or "PATCH" || path is ["certificates", _, "import"];
        var body = hasBody ? await VaultBody.ReadAsync(call.Request.Body, call.RequestAborted) : null;
        var answer = rooms.Answer(method, path, body, name => query[name] is [{ } value] ? value : null);
        return (answer is null ? 204 : 200, answer);
    }

    private VaultFault? NextFault()
    {
        lock (_gate)
        {
            if (_times > 0 && _fault is { } fault)
            {
                if (_times != int.MaxValue) _times--;
                return fault;
            }

            return null;
        }
    }

    private static async Task<(int Status, JsonObject? Body)> FailAsync(HttpContext call, VaultFault fault)
    {
        switch (fault.Kind)
        {
            case VaultFaultKind.Broken:
                return (0, null);
            case VaultFaultKind.Stalled:
                var hungUp = new TaskCompletionSource();
                await using (call.RequestAborted.Register(hungUp.SetResult)) await hungUp.Task;
                return (0, null);
            case VaultFaultKind.Away:
                throw new VaultRefusal(503, "ServiceUnavailable", "The service is temporarily unavailable.");
            case VaultFaultKind.Throttled:
                call.Response.Headers.RetryAfter = $"{fault.RetryAfterSeconds}";
                throw new VaultRefusal(429, "Throttled", "Request was not processed because too many requests were received.");
            case VaultFaultKind.Forbidden:
                throw new VaultRefusal(
                    403, "Forbidden", "Caller is not authorized to perform action on resource.", "ForbiddenByRbac");
            case VaultFaultKind.Emptied:
                throw VaultRefusal.NotFound("secrets", call.Request.Path.Value!.Trim('/'));
            default:
                throw new ArgumentOutOfRangeException(nameof(fault));
        }
    }
}
