using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Whether a slot may replace exactly one object, and which.</summary>
internal static class ReplaceRule
{
    /// <exception cref="ArgumentException">There is no destination, or the value is not one ETag.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow it.</exception>
    public static void Check(UploadPolicy policy, UploadRequest request)
    {
        if (request.Replaces is not { } etag)
        {
            return;
        }

        if (!policy.AllowReplacing)
        {
            throw new PolicyViolationException(
                ErrorCodes.ReplacingNotAllowed, $"Policy '{policy.Name}' does not allow an upload to replace a particular object. Set AllowReplacing to true.");
        }

        if (request.Destination is null)
        {
            throw new ArgumentException(
                "Replaces needs a Destination: only there can an object be replaced, because each slot has a key of its own.", nameof(request));
        }

        // A weak ETag or an asterisk would match other objects, and a list several.
        if (etag.Length < 3 || etag[0] != '"' || etag.IndexOf('"', 1) != etag.Length - 1 || etag.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("Replaces must be one ETag with its quotes, as ObjectProperties.ETag has it.", nameof(request));
        }
    }
}
