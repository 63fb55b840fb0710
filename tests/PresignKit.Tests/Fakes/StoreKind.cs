namespace PresignKit.Tests.Fakes;

/// <summary>The kinds of stores, by how their slots are uploaded to.</summary>
public enum StoreKind
{
    /// <summary>A slot is an upload of one part.</summary>
    Part,

    /// <summary>As <see cref="Part"/>, in a bucket with versions.</summary>
    VersionedPart,

    /// <summary>A slot is a PUT of the object.</summary>
    Put,

    /// <summary>A slot is a form.</summary>
    Form,

    /// <summary>As <see cref="Form"/>, in a bucket with versions.</summary>
    VersionedForm,

    /// <summary>As <see cref="Form"/>, at a store that copies whatever version is there.</summary>
    FormOfLaxStore,
}
