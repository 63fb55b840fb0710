using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Tests.Suites;

/// <summary>A signature with the steps that led to it, so that a failing vector shows the step.</summary>
internal sealed record SigningTrace(string CanonicalRequest, string StringToSign, string Signature, string Url)
{
    public static SigningTrace Of(UrlPresigner presigner, in PresignRequest request)
    {
        var buffer = Utf8Buffer.Rent();
        var parts = presigner.Sign(request, buffer);
        var signature = Encoding.ASCII.GetString(parts.Signature);
        var canonicalRequest = buffer.Written[..buffer.Written.IndexOf(parts.Signature)];
        var trace = new SigningTrace(
            Encoding.UTF8.GetString(canonicalRequest), StringToSignOf(presigner.Identity.At(request.SignedAt), canonicalRequest), signature, parts.ToUrl());
        Utf8Buffer.Return(buffer);
        return trace;
    }

    public static SigningTrace Of(
        HeaderSigner signer, string method, string path, NameValue[] query, NameValue[] headers, string payloadHash, DateTimeOffset signedAt)
    {
        var buffer = Utf8Buffer.Rent();
        var authorization = signer.Sign(buffer, method, path, query, headers, payloadHash, signedAt);
        var trace = new SigningTrace(
            buffer.ToString(), StringToSignOf(signer.Identity.At(signedAt), buffer.Written), authorization[^64..], authorization);
        Utf8Buffer.Return(buffer);
        return trace;
    }

    private static string StringToSignOf(SigningMoment moment, ReadOnlySpan<byte> canonicalRequest)
    {
        Span<byte> text = stackalloc byte[SigV4.Signing.StringToSign.MaxLength];
        return Encoding.ASCII.GetString(text[..SigV4.Signing.StringToSign.Write(moment.StringToSignHead.Text, canonicalRequest, text)]);
    }
}
