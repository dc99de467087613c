using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Flows;

/// <summary>Finds orchestrations that broke off, by the engine's own query: nothing else is looked through.</summary>
public sealed class BrokenFlows(ILogger<BrokenFlows> log)
{
    private const int WhyCharsMax = 500;

    private static readonly OrchestrationRuntimeStatus[] BrokenOff =
        [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Those begun since then whose ids begin so; most have been mended since.</summary>
    /// <param name="orderOf">Which order an input is about.</param>
    internal async IAsyncEnumerable<Broken<TInput>> ListAsync<TInput>(
        DurableTaskClient client, string prefix, DateTimeOffset since, Func<TInput, OrderKey> orderOf,
        [EnumeratorCancellation] CancellationToken cancellation)
        where TInput : class
    {
        var query = new OrchestrationQuery(
            CreatedFrom: since, Statuses: BrokenOff, InstanceIdPrefix: prefix, FetchInputsAndOutputs: true);
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (Read<TInput>(instance) is { } input)
                yield return new(new(instance.InstanceId, instance.Name, orderOf(input), Why(instance)), input);
        }
    }

    /// <summary>One that can't be read is for people: the others are mended all the same.</summary>
    private TInput? Read<TInput>(OrchestrationMetadata instance)
        where TInput : class
    {
        try
        {
            return instance.ReadInputAs<TInput>();
        }
        catch (JsonException e)
        {
            log.InputUnreadable(instance.InstanceId, e);
            PayFunctionsTelemetry.Poison.Add(1, new KeyValuePair<string, object?>("kind", instance.Name));
            return null;
        }
    }

    private static string Why(OrchestrationMetadata instance)
    {
        var at = instance.LastUpdatedAt.ToUniversalTime();
        var why = string.Create(
            CultureInfo.InvariantCulture,
            $"{instance.RuntimeStatus} at {at:yyyy-MM-ddTHH:mm:ssZ}: {instance.FailureDetails?.ErrorMessage ?? "no reason"}");
        return why.Length <= WhyCharsMax ? why : why[..WhyCharsMax];
    }
}
