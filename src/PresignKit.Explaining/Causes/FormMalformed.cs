using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The form is not structured as S3 requires.</summary>
/// <remarks>Amazon S3 API Reference, "POST Object": the file or content must be the last field.</remarks>
internal sealed class FormMalformed : ICause
{
    private const string Remedy =
        "Post multipart/form-data to the bucket's address: first every field that was issued, and last the file, in a field named 'file'. "
        + "Let FormData set Content-Type with its boundary.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var error = request.Error;
        if (error
            .Code is "MalformedPOSTRequest" or "IncorrectNumberOfFilesInPostRequest" or "MaxPostPreDataLengthExceededError" or "RequestIsNotMultiPartContent"
            || error.Says("multipart/form-data") || error.Says("POST requires exactly one file") || error.Says("must contain a field named"))
        {
            return [Finding.Stated(RefusalCodes.FormMalformed, $"The form is not structured as S3 requires. The store answered: {error.Message}", Remedy)];
        }

        return request.Form is { } form && form.Policy is null && form.PolicyText is null && form.Signature is null
            ? [Finding.Likely(
                RefusalCodes.FormMalformed,
                "The store found no policy and no signature: they were not sent, or they follow the file, where S3 ignores them.",
                Remedy)]
            : [];
    }
}
