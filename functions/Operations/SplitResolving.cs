using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Splits;
using PayFunctions.Orders;
using PayFunctions.Splits;

namespace PayFunctions.Operations;

/// <summary>The same for what was quarantined about a split, or about the return of a share.</summary>
public sealed class SplitResolving(SplitBook book, Channels channels, SplitFlows flows)
{
    /// <summary>Brings the provider's answer of this moment to the books.</summary>
    internal async Task<Resolved> ApplyAsync(
        DurableTaskClient client, OrderKey key, string splitId, string? returnId, CancellationToken cancellation)
    {
        if (await book.FindWithOrderAsync(key, splitId, cancellation) is not { } known)
            return Resolving.Cant(Resolving.UnknownOrder);
        var (order, split) = (known.Order.Order, known.Split.Split);
        var given = returnId is null ? null : split.Return(returnId);
        if (channels.SharingOf(order) is not { } provider || (returnId is not null && given is null))
            return Resolving.Cant(Resolving.UnknownOrder);

        var answer = given is null
            ? await provider.QuerySplitAsync(order, split, cancellation)
            : await provider.QueryReturnAsync(order, split, given, cancellation);
        if (answer.Evidence is not { } says)
            return Resolving.Cant(Resolving.SaysNothing with { ProviderCode = answer.Code });
        var applied = await book.ApplyAsync(known, says, cancellation);
        var now = returnId is null ? null : applied.Split?.Return(returnId);
        var word = Resolving.Word(applied.Outcome, applied.Refusal, $"{says.Event}: {now?.State ?? applied.Split?.State}");
        if (word.Problem is not null) return word;
        return await flows.WakeAsync(client, applied.Order!, applied.Split!, now, cancellation)
            ? word
            : Resolving.Cant(Problem.Unavailable);
    }
}
