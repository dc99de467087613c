using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Infra.Apple;

/// <summary>Holds a leaf and its intermediate to Apple's roots, and to the marks that say what they are for.</summary>
/// <remarks>
/// Apple signs for many purposes under one root: without the marks any developer's certificate would do. Nothing is
/// asked of the network.
/// </remarks>
internal sealed class AppleChain(IReadOnlyList<X509Certificate2> roots, string leafMark, string intermediateMark)
{
    /// <summary>Checks everything but the time.</summary>
    /// <returns>When all three certificates are in force; or why the chain is not trusted.</returns>
    public ChainCheck Check(X509Certificate2 leaf, X509Certificate2 intermediate)
    {
        try
        {
            return CheckReadable(leaf, intermediate);
        }
        catch (CryptographicException) // A certificate may load, and hold a key or a time that does not read.
        {
            return ChainCheck.Wrong(ChainProblem.NotUnderTheRoot);
        }
    }

    private ChainCheck CheckReadable(X509Certificate2 leaf, X509Certificate2 intermediate)
    {
        if (!HasMark(leaf, leafMark)) return ChainCheck.Wrong(ChainProblem.LeafNotMarked);
        if (!HasMark(intermediate, intermediateMark)) return ChainCheck.Wrong(ChainProblem.IntermediateNotMarked);

        foreach (var root in roots)
        {
            var from = Latest(leaf.NotBefore, intermediate.NotBefore, root.NotBefore);
            var until = Earliest(leaf.NotAfter, intermediate.NotAfter, root.NotAfter);
            if (from <= until && IssuerSignature.MayBeOf(intermediate, root) && IsSignedUnder(root, leaf, intermediate, from)) return new(null, from, until);
        }

        return ChainCheck.Wrong(ChainProblem.NotUnderTheRoot);
    }

    private static bool IsSignedUnder(
        X509Certificate2 root, X509Certificate2 leaf, X509Certificate2 intermediate, DateTimeOffset at)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(root, intermediate, at) };
        try
        {
            return chain.Build(leaf)
                && chain.ChainElements is [_, var second, var third]
                && Same(second.Certificate, intermediate)
                && Same(third.Certificate, root);
        }
        finally
        {
            foreach (var element in chain.ChainElements) element.Certificate.Dispose();
        }
    }

    private static X509ChainPolicy Policy(X509Certificate2 root, X509Certificate2 intermediate, DateTimeOffset at)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = at.UtcDateTime,
        };
        policy.CustomTrustStore.Add(root);
        policy.ExtraStore.Add(intermediate);
        return policy;
    }

    private static bool HasMark(X509Certificate2 certificate, string mark)
    {
        foreach (var extension in certificate.Extensions)
        {
            if (extension.Oid?.Value == mark) return true;
        }

        return false;
    }

    private static bool Same(X509Certificate2 one, X509Certificate2 other) =>
        one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span);

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTime> times)
    {
        var latest = times[0];
        foreach (var time in times)
        {
            if (time > latest) latest = time;
        }

        return latest;
    }

    private static DateTimeOffset Earliest(params ReadOnlySpan<DateTime> times)
    {
        var earliest = times[0];
        foreach (var time in times)
        {
            if (time < earliest) earliest = time;
        }

        return earliest;
    }
}
