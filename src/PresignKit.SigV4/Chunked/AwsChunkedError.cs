namespace PresignKit.SigV4;

/// <summary>What is wrong with an aws-chunked body. The comment of each names what S3 answers.</summary>
public enum AwsChunkedError
{
    /// <summary>The request's headers do not describe an aws-chunked body. S3: 400 InvalidArgument.</summary>
    NotChunked,

    /// <summary><c>x-amz-decoded-content-length</c> is missing or no number. S3: 411 MissingContentLength.</summary>
    MissingDecodedLength,

    /// <summary>The chunks hold more or fewer bytes than <c>x-amz-decoded-content-length</c> says. S3: 400 IncompleteBody.</summary>
    LengthMismatch,

    /// <summary>The body ends within a chunk or before the last one. S3: 400 IncompleteBody.</summary>
    Truncated,

    /// <summary>A chunk's header or end is not what it should be, or something follows the body's end. S3: 400 InvalidRequest.</summary>
    MalformedChunk,

    /// <summary>A chunk's signature is another. S3: 403 SignatureDoesNotMatch.</summary>
    ChunkSignatureMismatch,

    /// <summary>The trailers are not well-formed, or not the ones that <c>x-amz-trailer</c> announced. S3: 400 MalformedTrailerError.</summary>
    MalformedTrailer,

    /// <summary>The trailers' signature is another. S3: 403 SignatureDoesNotMatch.</summary>
    TrailerSignatureMismatch,
}
