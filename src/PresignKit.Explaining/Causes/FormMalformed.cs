using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The form is not put together as S3 reads forms.</summary>
/// <remarks>Amazon S3 API Reference, "POST Object": the file or content must be the last field.</remarks>
internal sealed class FormMalformed : ICause
{
    private const string Remedy =
        "Post multipart/form-data to the bucket's address: first every field that was issued, then the file in a field named 'file', as the last one. Let FormData set Content-Type with its boundary.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var error = request.Error;
        if (error
            .Code is "MalformedPOSTRequest" or "IncorrectNumberOfFilesInPostRequest" or "MaxPostPreDataLengthExceededError" or "RequestIsNotMultiPartContent"
            || error.Says("multipart/form-data") || error.Says("POST requires exactly one file") || error.Says("must contain a field named"))
        {
            return [Finding.Proven(RefusalCodes.FormMalformed, $"The form is not as S3 reads forms. The store says: {error.Message}", Remedy)];
        }

        return request.Form is { } form && form.Policy is null && form.PolicyText is null && form.Signature is null
            ? [Finding.Likely(
                RefusalCodes.FormMalformed,
                "The store saw no policy and no signature: they were not sent, or after the file, where S3 does not look any more.",
                Remedy)]
            : [];
    }
}
