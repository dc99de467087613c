namespace PayFunctions.Tests.Contracts.Surface;

/// <summary>The check itself, held to a list of our own making: right, and then wrong in one place at a time.</summary>
public class SurfaceCheckTests
{
    private const string Right =
        """
        # A remark
        public abstract class PayFunctions.Tests.Contracts.Surface.SampleGate<T> : SampleFence, System.IDisposable   (a remark)
            protected SampleGate(string name, int? height = null)
            public static SampleGate<T>? Last { get; set; }
            public string Name { get; }
            public virtual IReadOnlyList<T>? Keys { get; init; }
            public abstract Task<TWay> OpenAsync<TWay>(T key, SampleWay way = SampleWay.Out, double speed = 1.5, CT cancellationToken = default) where TWay : struct
            public static implicit operator string(SampleGate<T> gate)
            public void Dispose()
            public void Close() [Obsolete]

        public class PayFunctions.Tests.Contracts.Surface.SampleFence
            public SampleFence()
            public enum Height { Low = 1, High = 2 }

        public enum PayFunctions.Tests.Contracts.Surface.SampleWay
            In = 0
            Across = 1
            Out = 2

        public delegate PayFunctions.Tests.Contracts.Surface.SampleWatch
            delegate bool (in SampleTicket ticket, out string? reason)

        public readonly struct PayFunctions.Tests.Contracts.Surface.SampleTicket : IEquatable<SampleTicket>
            public static SampleTicket { Day, Night } { get; }

        [AttributeUsage(Class)] public sealed record PayFunctions.Tests.Contracts.Surface.SampleKey : IEquatable<SampleKey>
            public SampleKey(string Teeth)
            public string Teeth { get; init; }

        public static class PayFunctions.Tests.Contracts.Surface.SampleExtensions
            public static void Paint(this SampleFence fence, params string[] colours)

        public interface PayFunctions.Tests.Contracts.Surface.ISampleGuard
            string? Shift { get; set; }
            public Task WatchAsync(SampleWatch watch)
        """;

    private static readonly Type[] Samples =
    [
        typeof(SampleGate<>), typeof(SampleFence), typeof(SampleWay), typeof(SampleWatch), typeof(SampleTicket),
        typeof(SampleKey), typeof(SampleExtensions), typeof(ISampleGuard),
    ];

    [Fact]
    public void A_subset_in_the_same_shape_passes() => Assert.Empty(Check(Right));

    [Theory]
    [InlineData("    public void Dispose()\n", "", "Dispose")]                                   // A member that is not there.
    [InlineData("T key, SampleWay", "string key, SampleWay", "OpenAsync")]                       // A parameter's type.
    [InlineData("SampleWay way =", "SampleWay direction =", "OpenAsync")]                        // A parameter's name.
    [InlineData("SampleWay.Out", "SampleWay.In", "OpenAsync")]                                   // Defaults.
    [InlineData("speed = 1.5", "speed = 1", "OpenAsync")]
    [InlineData("speed = 1.5", "speed", "OpenAsync")]
    [InlineData("int? height = null", "int height = 0", "SampleGate(")]
    [InlineData(" where TWay : struct", "", "OpenAsync")]                                        // A constraint.
    [InlineData("public abstract Task", "public virtual Task", "OpenAsync")]                     // Modifiers.
    [InlineData("public static SampleGate<T>?", "public SampleGate<T>?", "Last")]
    [InlineData("string Name { get; }", "string Name { get; set; }", "Name")]                    // Accessors.
    [InlineData("{ get; init; }\n    public abstract", "{ get; set; }\n    public abstract", "Keys")]
    [InlineData("public string Name", "public string? Name", "Name")]                            // Nullability.
    [InlineData("out string? reason", "out string reason", "delegate")]
    [InlineData("in SampleTicket", "SampleTicket", "delegate")]
    [InlineData(": SampleFence, ", ": ", "derives from SampleFence, genuinely from object")]     // Bases.
    [InlineData(": SampleFence, ", ": SampleWall, ", "genuinely from SampleWall")]
    [InlineData(", System.IDisposable", "", "implements IDisposable")]
    [InlineData("public abstract class", "public class", "is a public abstract class")]          // Kinds.
    [InlineData("public readonly struct", "public struct", "is a public readonly struct")]
    [InlineData("sealed record", "sealed class", "is a public sealed record")]
    [InlineData("Out = 2\n", "Out = 3\n", "Out = 2")]                                            // A value.
    [InlineData("this SampleFence", "SampleFence", "Paint")]                                     // An extension.
    [InlineData("params string[]", "string[]", "Paint")]
    [InlineData("    string? Shift { get; set; }\n", "", "Shift")]
    [InlineData("Surface.SampleFence\n", "Surface.Fence\n", "have no such type")]                // A type that is not there.
    public void One_difference_is_one_complaint_that_names_it(string right, string wrong, string named)
    {
        var list = Right.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Right, list);

        var complaint = Assert.Single(Check(list));

        Assert.Contains(named, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_no_signature_is_an_error_that_shows_it()
    {
        var e = Assert.Throws<FormatException>(() => Check("public thing Something"));

        Assert.Contains("public thing Something", e.Message, StringComparison.Ordinal);
    }

    private static List<string> Check(string list) =>
        SurfaceCheck.Complaints(Samples, GenuineSurface.Read(list.ReplaceLineEndings("\n").Split('\n')));
}
