namespace PresignKit.AspNetCore.Problems;

/// <summary>Marks endpoints whose clients show the field <c>message</c> of a failure: <c>@uppy/aws-s3</c> 5.</summary>
internal sealed class ProblemMessage
{
    public static ProblemMessage Instance { get; } = new();
}
