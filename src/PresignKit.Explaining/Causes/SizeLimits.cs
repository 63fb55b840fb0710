using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Causes;

/// <summary>The upload is larger or smaller than the form's POST policy, or the store, allows.</summary>
internal sealed class SizeLimits : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var size = request.Error.Field("ProposedSize") is { } proposed ? $"{proposed} bytes"
            : request.BodySize is { } bytes ? $"{bytes} bytes"
            : "its size is not known";
        return request.Error.Code switch
        {
            "EntityTooLarge" => [Finding.Stated(
                RefusalCodes.TooLarge,
                $"The upload is too large: {size}{Limit(request, "MaxSizeAllowed", range => range.Maximum, "the maximum is")}.",
                "Open the slot with the file's actual size, below the policy's MaximumSize. A single request can upload at most 5 GiB.")],
            "EntityTooSmall" => [Finding.Stated(
                RefusalCodes.TooSmall,
                $"The upload is too small: {size}{Limit(request, "MinSizeAllowed", range => range.Minimum, "the minimum is")}. "
                    + "In a multipart upload, each part except the last must have at least 5 MiB.",
                "Open the slot with the file's actual size, and send the whole file.")],
            _ => [],
        };
    }

    private static string Limit(RefusedRequest request, string field, Func<PostCondition, long> limit, string words)
    {
        var allowed = request.Error.Field(field)
            ?? (request.Form?.Policy?.Conditions.FirstOrDefault(c => c.Kind == PostConditionKind.ContentLengthRange) is { } range
                ? $"{limit(range)}"
                : null);
        return allowed is null ? "" : $"; {words} {allowed} bytes";
    }
}
