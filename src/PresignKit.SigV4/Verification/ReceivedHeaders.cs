using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Verification;

/// <summary>Step: checking the received headers against the list of signed headers.</summary>
internal static class ReceivedHeaders
{
    internal static SigV4Failure Check(WireRequest request, string[] signedNames)
    {
        if (Array.IndexOf(signedNames, "host") < 0 || request.ValuesOf("host").Take(2).Count() != 1)
        {
            return SigV4Failure.MissingHost;
        }

        foreach (var header in request.Headers)
        {
            if (header.Name is null || header.Value is null || !HeaderText.IsName(header.Name) || !HeaderText.IsValue(header.Value))
            {
                return SigV4Failure.MalformedHeader;
            }

            // What was not signed must not take effect: an unsigned x-amz-copy-source turns an upload into a read of any object that
            // the access key can reach, and an unsigned x-amz-acl makes it public.
            if (header.Name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && Array.IndexOf(signedNames, header.Name.ToLowerInvariant()) < 0)
            {
                return SigV4Failure.UnsignedAmzHeader;
            }
        }

        foreach (var name in signedNames)
        {
            if (!request.ValuesOf(name).Any())
            {
                return SigV4Failure.MissingSignedHeader;
            }
        }

        return SigV4Failure.None;
    }
}
