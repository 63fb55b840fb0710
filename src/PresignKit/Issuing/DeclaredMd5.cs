using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Issuing;

/// <summary>The MD5 that a client declares is part of the signed request, or the slot is refused; it is never left out.</summary>
internal static class DeclaredMd5
{
    private const string HeaderName = "Content-MD5";

    /// <exception cref="PolicyViolationException">An MD5 was declared, and the plan's request cannot carry it.</exception>
    public static void Check(in AcceptedUpload accepted, UploadPlan plan)
    {
        if (accepted.ContentMd5 is not null && plan.Transport != UploadTransport.Put)
        {
            throw NotAvailable();
        }
    }

    /// <summary>The request of a slot, which contains the MD5 if one was declared.</summary>
    /// <exception cref="PolicyViolationException">An MD5 was declared, but the provider did not sign it.</exception>
    public static PresignedUpload Require(in AcceptedUpload accepted, in SignedRequest signed) =>
        accepted.ContentMd5 is null || signed.Headers.Any(header => header.Key.Equals(HeaderName, StringComparison.OrdinalIgnoreCase))
            ? new(signed.Method, signed.Url, signed.Headers)
            : throw NotAvailable();

    private static PolicyViolationException NotAvailable() => new(
        ErrorCodes.ChecksumNotAvailable, "The MD5 of the file cannot be compared here: only a PUT of the whole file can carry it. Send the file without it.");
}
