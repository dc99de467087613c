using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace PayFunctions.Tests.Architecture;

/// <summary>What goes into the Durable history is kept as it is: no payload may have room for a secret.</summary>
public partial class PayloadTests
{
    [Fact]
    public void No_payload_of_an_orchestration_or_activity_has_room_for_a_key_a_card_or_a_persons_id()
    {
        var parts = Payloads().SelectMany(type => Parts(type, [])).Distinct().ToList();

        Assert.InRange(parts.Count, 20, 1000);
        Assert.All(parts, part => Assert.DoesNotMatch(Secrets(), part.Name));
        Assert.All(parts, part => Assert.False(
            part.Type.Namespace!.StartsWith("System.Security", StringComparison.Ordinal) || part.Type == typeof(byte[]),
            $"{part.Owner.Name}.{part.Name} is a {part.Type}"));
    }

    /// <summary>Activities' input and output; an orchestration's are what its activities and starters pass.</summary>
    private static IEnumerable<Type> Payloads() =>
        from type in typeof(PayFunctions.Program).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)
        where method.GetCustomAttribute<FunctionAttribute>() is not null
        let inputs = method.GetParameters().Where(
            one => one.GetCustomAttribute<ActivityTriggerAttribute>() is not null).Select(one => one.ParameterType)
        let isDurable = inputs.Any() || method.GetParameters().Any(
            one => one.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null)
        where isDurable
        from payload in inputs.Append(Unwrapped(method.ReturnType))
        select payload;

    private static IEnumerable<(Type Owner, string Name, Type Type)> Parts(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.Assembly == typeof(object).Assembly || !seen.Add(type)) yield break;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            yield return (type, property.Name, property.PropertyType);
            foreach (var part in Parts(property.PropertyType, seen)) yield return part;
        }
    }

    private static Type Unwrapped(Type result) =>
        result.IsGenericType && result.GetGenericTypeDefinition() == typeof(Task<>) ? result.GetGenericArguments()[0]
        : result == typeof(Task) ? typeof(void)
        : result;

    [GeneratedRegex("Secret|Private|Pem|Password|Card|Cryptogram|OpenId|ApiV3|Token|Payer|Envelope|Raw", RegexOptions.IgnoreCase)]
    private static partial Regex Secrets();
}
