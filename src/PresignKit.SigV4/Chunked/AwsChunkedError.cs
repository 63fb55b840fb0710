namespace PresignKit.SigV4;

/// <summary>What is wrong with an aws-chunked body. Each member's summary states S3's response.</summary>
public enum AwsChunkedError
{
    /// <summary>The request's headers do not describe an aws-chunked body. S3: 400 InvalidArgument.</summary>
    NotChunked,

    /// <summary><c>x-amz-decoded-content-length</c> is missing or is not a number. S3: 411 MissingContentLength.</summary>
    MissingDecodedLength,

    /// <summary>The chunks contain more or fewer bytes than <c>x-amz-decoded-content-length</c> states. S3: 400 IncompleteBody.</summary>
    LengthMismatch,

    /// <summary>The body ends within a chunk or before the last one. S3: 400 IncompleteBody.</summary>
    Truncated,

    /// <summary>The header or the end of a chunk is malformed, or data follows the end of the body. S3: 400 InvalidRequest.</summary>
    MalformedChunk,

    /// <summary>The signature of a chunk does not match. S3: 403 SignatureDoesNotMatch.</summary>
    ChunkSignatureMismatch,

    /// <summary>The trailers are malformed, or are not the ones listed in <c>x-amz-trailer</c>. S3: 400 MalformedTrailerError.</summary>
    MalformedTrailer,

    /// <summary>The signature of the trailers does not match. S3: 403 SignatureDoesNotMatch.</summary>
    TrailerSignatureMismatch,
}
