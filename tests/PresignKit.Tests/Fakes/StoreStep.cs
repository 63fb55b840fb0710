namespace PresignKit.Tests.Fakes;

/// <summary>The requests that the backend sends to a store.</summary>
public enum StoreStep
{
    /// <summary>Reads an object's properties.</summary>
    Find,

    /// <summary>Reads an object's first bytes.</summary>
    Read,

    /// <summary>Reads an object.</summary>
    Open,

    /// <summary>Stores an object of the backend.</summary>
    Put,

    /// <summary>Copies an object.</summary>
    Copy,

    /// <summary>Locks an object.</summary>
    Lock,

    /// <summary>Deletes an object, or one version of it.</summary>
    Delete,

    /// <summary>Lists objects.</summary>
    List,

    /// <summary>Creates an upload.</summary>
    CreateUpload,

    /// <summary>Lists the parts of an upload.</summary>
    ListParts,

    /// <summary>Completes an upload.</summary>
    CompleteUpload,

    /// <summary>Lists open uploads.</summary>
    ListUploads,

    /// <summary>Aborts an upload.</summary>
    AbortUpload,
}
