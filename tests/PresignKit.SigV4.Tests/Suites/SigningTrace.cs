using System.Text;
using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Tests.Suites;

/// <summary>A signature with the steps it came from, so that a failing vector names the step.</summary>
internal sealed record SigningTrace(string CanonicalRequest, string Signature, string Url)
{
    public static SigningTrace Of(UrlPresigner presigner, in PresignRequest request)
    {
        var buffer = Utf8Buffer.Rent();
        var parts = presigner.Sign(request, buffer);
        var signature = Encoding.ASCII.GetString(parts.Signature);
        var trace = new SigningTrace(Encoding.UTF8.GetString(buffer.Written[..^signature.Length]), signature, parts.ToUrl());
        Utf8Buffer.Return(buffer);
        return trace;
    }
}
