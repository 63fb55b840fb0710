using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>
/// What the answer can be about, and how certain a finding can be under it. A flaw of the URL that the answer is not about is not the cause, however
/// certain it is that it is there.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Error responses".</remarks>
internal sealed class AnswerScope
{
    // Amazon S3, Ceph, and others give these only for requests whose signature they accepted or did not check.
    private static readonly string[] BeyondSignature =
    [
        "NoSuchKey", "NoSuchVersion", "NoSuchUpload", "NoSuchBucket", "InvalidBucketName", "InvalidObjectState", "InvalidRange", "InvalidPart",
        "InvalidPartOrder", "BadDigest", "InvalidDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch", "MissingContentLength",
        "IncompleteBody", "RequestTimeout", "EntityTooLarge", "EntityTooSmall", "MalformedXML", "KeyTooLongError", "PreconditionFailed",
        "ConditionalRequestConflict", "OperationAborted", "SlowDown", "ServiceUnavailable", "InternalError", "TooManyRequests", "NotImplemented",
        "MethodNotAllowed", "AccessForbidden", "PermanentRedirect", "TemporaryRedirect", "AllAccessDisabled", "AccountProblem",
    ];

    // Answers about how the request is signed, with many reasons.
    private static readonly string[] AboutSigning =
    [
        "AuthorizationQueryParametersError", "AuthorizationHeaderMalformed", "InvalidArgument", "InvalidRequest", "InvalidURI", "MissingSecurityHeader",
        "MissingSecurityElement", "MalformedPOSTRequest", "InvalidPolicyDocument",
    ];

    private readonly CauseGroup _groups;
    private readonly RefusalCertainty _best;

    private AnswerScope(CauseGroup groups, RefusalCertainty best = RefusalCertainty.Proven)
    {
        _groups = groups | CauseGroup.Answer;
        _best = best;
    }

    public static AnswerScope Of(RefusedRequest request)
    {
        // Whether a store refused the request at all is not known, or another server did.
        if (request.IsUnanswered || request.IsForeign)
        {
            var groups = request.Status is null or 400 or 401 or 403 ? CauseGroup.All : CauseGroup.None;
            return new(groups, request.IsForeign ? RefusalCertainty.Possible : RefusalCertainty.Likely);
        }

        return request.Error.Code switch
        {
            null => new(request.Status is null or 400 or 401 or 403 ? CauseGroup.All : CauseGroup.None),
            "SignatureDoesNotMatch" => new(CauseGroup.Url | CauseGroup.Account | CauseGroup.Signature | CauseGroup.Form),
            "AccessDenied" => OfDenial(request),
            "InvalidAccessKeyId" => new(CauseGroup.Account),
            "InvalidToken" or "ExpiredToken" or "TokenRefreshRequired" => new(CauseGroup.Account | CauseGroup.Time),
            "RequestTimeTooSkewed" or "ExpiredRequest" => new(CauseGroup.Time),
            var code when BeyondSignature.Contains(code) => new(CauseGroup.None),
            var code when AboutSigning.Contains(code) => new(CauseGroup.All),
            _ => new(request.Status is null or 400 or 401 or 403 ? CauseGroup.All : CauseGroup.None, RefusalCertainty.Likely),
        };
    }

    /// <summary>The finding, no more certain than the answer allows.</summary>
    public RefusalFinding Weigh(CauseGroup group, RefusalFinding finding)
    {
        if (group == CauseGroup.Answer || finding.Certainty == RefusalCertainty.Harmless)
        {
            return finding;
        }

        if (!_groups.HasFlag(group))
        {
            return finding with { Certainty = RefusalCertainty.Harmless, Message = finding.Message + " The store's answer is about something else." };
        }

        return finding.Certainty < _best ? finding with { Certainty = _best } : finding;
    }

    public override string ToString() => $"{_groups}, {_best}";

    private static AnswerScope OfDenial(RefusedRequest request)
    {
        var error = request.Error;
        if (error.IsWordless)
        {
            return request.IsAuthenticated ? new(CauseGroup.Account) : new(CauseGroup.All);
        }

        return error.SaysExpired || error.SaysNotYetValid ? new(CauseGroup.Time)
            : error.SaysHeadersUnsigned ? new(CauseGroup.Signature)
            : error.SaysPermission ? new(request.Presign.Signature is null ? CauseGroup.Url : CauseGroup.None)
            : error.SaysSignature ? new(CauseGroup.Url | CauseGroup.Account | CauseGroup.Signature | CauseGroup.Form)
            : error.Says("Policy") ? new(CauseGroup.Form)
            : error.SaysAccessDenied ? new(CauseGroup.Url | CauseGroup.Account | CauseGroup.Form)
            : new(CauseGroup.All, RefusalCertainty.Likely);
    }
}
